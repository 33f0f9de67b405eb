package io.metalwright.model.alert;

/**
 * Something that is to be told of a machine.
 *
 * @param subject what it is about, such as a sensor's name; one rule has one alert about it at a time
 * @param muted somebody said that nobody is to be told
 */
public record Holding(AlertRule rule, String subject, String words, boolean muted) {}
