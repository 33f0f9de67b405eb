package io.metalwright.activities.notice;

import io.metalwright.model.notice.Channel;
import io.metalwright.model.notice.Notice;

/**
 * A notice that is to be sent.
 *
 * @param body the notice as JSON, the same in every attempt
 */
public record Outgoing(Channel channel, Notice notice, String body) {}
