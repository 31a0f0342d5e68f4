package care.silverbell.sim;

import care.silverbell.sim.band.BandIdentity;
import picocli.CommandLine.Option;

/** Which band, and its secret. */
final class BandOptions {
  @Option(
      names = {"-s", "--serial"},
      paramLabel = "SERIAL",
      defaultValue = "demo-0001",
      description = "The band (default: ${DEFAULT-VALUE}).")
  String serial = "demo-0001";

  @Option(
      names = {"-p", "--secret"},
      paramLabel = "SECRET",
      defaultValue = "${env:SILVERBELL_BAND_SECRET:-silverbell}",
      description = "The band's secret (default: SILVERBELL_BAND_SECRET, else silverbell).")
  String secret = "silverbell";

  BandIdentity identity() {
    return new BandIdentity(serial, secret);
  }
}
