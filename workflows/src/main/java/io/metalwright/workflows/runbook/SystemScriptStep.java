package io.metalwright.workflows.runbook;

import io.metalwright.model.runbook.RunbookStep;
import io.metalwright.workflows.run.RunRecord;
import io.metalwright.workflows.run.Step;
import io.metalwright.workflows.steps.Scripts;
import io.metalwright.workflows.system.SystemDoor;

/** Runs a script of a runbook in the installed system. */
final class SystemScriptStep implements Step {
    private final SystemDoor door;
    private final RunRecord record;
    private final RunbookStep.Script script;
    private final ScriptWords words;

    SystemScriptStep(SystemDoor door, RunRecord record, RunbookStep.Script script) {
        this.door = door;
        this.record = record;
        this.script = script;
        this.words = new ScriptWords(script);
    }

    @Override
    public String name() {
        return script.name();
    }

    @Override
    public String title() {
        return words.title();
    }

    @Override
    public String perform() {
        return words.told(ran(script.script(), ""), record);
    }

    private Scripts.Ran ran(String text, String what) {
        var scripts = door.siteLong(Scripts.class, words.deadline());
        return words.ran(text, what, job -> scripts.inSystem(door.login(), door.hostKey(), job));
    }

    @Override
    public void undo() {
        if (script.undo() != null) {
            words.told(ran(script.undo(), "undo-"), record);
        }
    }

    @Override
    public boolean skippable() {
        return words.mayBeSkipped();
    }

    @Override
    public String advice() {
        return "See that the system runs and its sshd can be reached from the site's worker; then retry.";
    }
}
