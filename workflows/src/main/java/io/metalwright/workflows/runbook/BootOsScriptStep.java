package io.metalwright.workflows.runbook;

import io.metalwright.model.runbook.RunbookStep;
import io.metalwright.workflows.boot.BootOsStep;
import io.metalwright.workflows.boot.OperationRun;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.Scripts;

/** Runs a script of a runbook in BootOS. A machine that is lost in the middle is put back there, and the script begins anew. */
final class BootOsScriptStep extends BootOsStep<OperationRun> {
    private final RunbookStep.Script script;
    private final ScriptWords words;

    BootOsScriptStep(OperationRun run, RunbookStep.Script script) {
        this(run, script, new ScriptWords(script));
    }

    private BootOsScriptStep(OperationRun run, RunbookStep.Script script, ScriptWords words) {
        super(run, script.name(), words.title());
        this.script = script;
        this.words = words;
    }

    @Override
    public String perform() {
        return words.told(ran(script.script(), ""), run.record);
    }

    private Scripts.Ran ran(String text, String what) {
        var scripts = Calls.siteLong(run.machine.site(), Scripts.class, words.deadline());
        return words.ran(text, what, job -> scripts.inBootOs(run.target(), job));
    }

    @Override
    public void undo() {
        if (script.undo() == null) {
            return;
        }
        if (run.signs.agent().isEmpty() || run.hasLeft()) {
            run.record.log(name(), null, "The machine has left BootOS, so that nothing is taken back there.");
            return;
        }
        words.told(ran(script.undo(), "undo-"), run.record);
    }

    @Override
    public boolean skippable() {
        return words.mayBeSkipped();
    }
}
