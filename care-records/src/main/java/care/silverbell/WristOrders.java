package care.silverbell;

import care.silverbell.alerting.rule.Sentence;
import care.silverbell.alerting.watch.BandOrders;
import care.silverbell.ingest.Ingest;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.band.Bands;
import care.silverbell.records.sheet.Language;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;

/** What the rules ask of a wearer's band, sent as the contract's commands. */
final class WristOrders implements BandOrders {
  private final Ingest ingest;
  private final Bands bands;
  private final Language language;

  WristOrders(Ingest ingest, Bands bands, Language language) {
    this.ingest = ingest;
    this.bands = bands;
    this.language = language;
  }

  @Override
  public void say(PersonId person, Sentence text) {
    send(person, command("message").put("text", language.either(text.zh(), text.en())));
  }

  @Override
  public void report(PersonId person, Duration every) {
    send(person, command("interval").put("seconds", every.toSeconds()));
  }

  private static JsonObject command(String name) {
    return new JsonObject().put("id", UUID.randomUUID().toString()).put("command", name);
  }

  private void send(PersonId person, JsonObject command) {
    BandSerial band = bands.worn().get(person);
    if (band != null) {
      ingest.command(band, command.toBuffer().getBytes());
    }
  }
}
