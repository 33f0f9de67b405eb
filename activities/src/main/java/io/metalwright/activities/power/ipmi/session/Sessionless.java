package io.metalwright.activities.power.ipmi.session;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.ipmi.wire.IpmiCommand;
import io.metalwright.activities.power.ipmi.wire.LanRequest;
import io.metalwright.activities.power.ipmi.wire.LanResponse;
import io.metalwright.activities.power.ipmi.wire.Octets;
import io.metalwright.activities.power.ipmi.wire.SessionPacket;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Asks the few commands that a BMC answers to strangers. */
public record Sessionless(RmcpSocket socket, Patience patience) {
    /** @throws BmcFailure if there was no answer, or a refusal */
    public <A> A run(BmcAddress address, IpmiCommand<A> command) {
        InetSocketAddress remote = RmcpSocket.resolve(address);
        try (var waiting = socket.await(
                remote,
                () -> ThreadLocalRandom.current().nextInt(64),
                sequence -> new Route.Sessionless(remote, sequence))) {
            LanRequest request = new LanRequest(
                    command.networkFunction().value(),
                    waiting.route().sequence(),
                    command.code(),
                    Octets.of(command.encode()));
            byte[] packet = new SessionPacket.Sessionless(0, 0, Octets.of(request.encode())).encode();
            Question question = new Question(socket, address, waiting.inbox(), command.name(), patience);
            LanResponse response = question.ask(() -> packet, arrival -> {
                LanResponse answer =
                        LanResponse.decode(arrival.packet().payload().toArray());
                return answer.answers(request) ? Optional.of(answer) : Optional.empty();
            });
            return Answers.read(command, response, address);
        }
    }
}
