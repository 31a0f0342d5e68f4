package care.silverbell.ingest.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** An embedded broker in a process of its own, which a test can kill. */
final class EmbeddedBrokerProcess {
  private EmbeddedBrokerProcess() {}

  /** Starts the broker in the folder and writes its address and the service's secret to a file. */
  public static void main(String[] args) throws Exception {
    EmbeddedBroker broker =
        EmbeddedBroker.start(
            new EmbeddedBroker.Settings(Path.of(args[0]), "127.0.0.1", 0, null),
            (serial, secret) -> secret.equals("silverbell"));
    BrokerSettings service = broker.serviceSettings();
    Path writing = Path.of(args[1] + ".part");
    Files.writeString(writing, service.url() + " " + service.password());
    Files.move(writing, Path.of(args[1]), StandardCopyOption.ATOMIC_MOVE);
    Thread.sleep(Long.MAX_VALUE);
  }
}
