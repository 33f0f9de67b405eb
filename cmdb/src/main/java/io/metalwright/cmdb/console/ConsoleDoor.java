package io.metalwright.cmdb.console;

import io.metalwright.model.MachineId;

/**
 * The API process through which a machine's console is shown.
 *
 * @param url where workers and other API processes reach it, which also tells it from others: a process that was started again is the same
 */
public record ConsoleDoor(MachineId machine, String url) {}
