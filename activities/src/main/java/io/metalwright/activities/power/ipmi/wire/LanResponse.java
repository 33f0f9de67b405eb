package io.metalwright.activities.power.ipmi.wire;

/** An IPMI message from a BMC over LAN (IPMI 2.0 table 13-8, section 13.8). Its network function is the request's plus one. */
public record LanResponse(int networkFunction, int sequence, int command, CompletionCode completion, Octets data) {
    public static LanResponse decode(byte[] bytes) {
        Cursor cursor = new Cursor("IPMI LAN response", bytes);
        cursor.octet("requester address");
        int networkFunction = cursor.octet("network function") >>> 2;
        cursor.checksum("header checksum", 2);
        cursor.octet("responder address");
        int sequence = cursor.octet("sequence") >>> 2;
        int command = cursor.octet("command");
        CompletionCode completion = new CompletionCode(cursor.octet("completion code"));
        Octets data = cursor.octets("data", Math.max(0, cursor.remaining() - 1));
        cursor.checksum("data checksum", 4 + data.length());
        return new LanResponse(networkFunction, sequence, command, completion, data);
    }

    public byte[] encode() {
        return new OctetWriter()
                .octet(LanRequest.REMOTE_CONSOLE)
                .octet(networkFunction << 2)
                .checksumSince(0)
                .octet(LanRequest.BMC)
                .octet(sequence << 2)
                .octet(command)
                .octet(completion.value())
                .octets(data)
                .checksumSince(3)
                .toArray();
    }

    public boolean answers(LanRequest request) {
        return networkFunction == (request.networkFunction() | 1)
                && command == request.command()
                && sequence == request.sequence();
    }
}
