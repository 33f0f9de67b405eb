package io.metalwright.workflows.convert;

/** Has virsh prove it. */
final class ProofStep extends ConvertStep {
    ProofStep(ConvertRun run) {
        super(run, "proof", "Ask virsh");
    }

    @Override
    public String perform() {
        return onHost(run.virtualization()::prove).text();
    }
}
