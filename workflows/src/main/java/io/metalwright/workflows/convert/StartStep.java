package io.metalwright.workflows.convert;

/** Starts the service, the default network and the default pool. */
final class StartStep extends ConvertStep {
    StartStep(ConvertRun run) {
        super(run, "service", "Start libvirt, its network and its pool");
    }

    @Override
    public String perform() {
        return onHost(run.virtualization()::start);
    }
}
