package care.silverbell.sim;

import java.net.URI;
import picocli.CommandLine.Option;

/** Where the broker is. */
final class BrokerOptions {
  @Option(
      names = {"-b", "--broker"},
      paramLabel = "URL",
      defaultValue = "${env:SILVERBELL_BROKER_URL:-tcp://127.0.0.1:1883}",
      description =
          "The MQTT broker, tcp://HOST:PORT or ssl://HOST:PORT (default: SILVERBELL_BROKER_URL, else"
              + " tcp://127.0.0.1:1883).")
  URI broker = URI.create("tcp://127.0.0.1:1883");
}
