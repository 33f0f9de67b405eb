package io.metalwright.ops.role;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's URL of a server that speaks HTTP. */
public final class HttpAddress implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
        try {
            var address = new URI(text);
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (URISyntaxException e) {
            // As one without a host.
        }
        throw new TypeConversionException("'" + text + "' is no address such as http://10.77.0.1:8090");
    }
}
