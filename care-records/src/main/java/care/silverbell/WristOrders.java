package care.silverbell;

import care.silverbell.alerting.incident.WristReplies;
import care.silverbell.alerting.rule.FallAsk;
import care.silverbell.alerting.rule.Sentence;
import care.silverbell.alerting.watch.BandOrders;
import care.silverbell.ingest.Ingest;
import care.silverbell.ingest.band.BandReply;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.band.Bands;
import care.silverbell.records.rule.WatchBook;
import care.silverbell.records.sheet.Language;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is told, asked and ordered of a wearer's band, in the contract's words. */
final class WristOrders implements BandOrders, WristReplies {
  private final Ingest ingest;
  private final Bands bands;
  private final WatchBook book;
  private final Language language;

  /**
   * Sends through the broker.
   *
   * @param language of those for whom none was set
   */
  WristOrders(Ingest ingest, Bands bands, WatchBook book, Language language) {
    this.ingest = ingest;
    this.bands = bands;
    this.book = book;
    this.language = language;
  }

  @Override
  public void reply(BandSerial band, BandReply reply) {
    ingest.reply(band, reply);
  }

  @Override
  public boolean asksAfterFall(BandSerial band, @Nullable PersonId person) {
    return !bands.asksItself(band) && (person == null || !book.dayOf(person).fallAtOnce());
  }

  @Override
  public void askAfterFall(BandSerial band, @Nullable PersonId person) {
    send(band, command("ring"));
    send(band, message(person, FallAsk.QUESTION));
  }

  @Override
  public void say(PersonId person, Sentence text) {
    send(person, message(person, text));
  }

  @Override
  public void report(PersonId person, Duration every) {
    send(person, command("interval").put("seconds", every.toSeconds()));
  }

  private JsonObject message(@Nullable PersonId person, Sentence text) {
    String set = person == null ? null : book.dayOf(person).wristLanguage();
    Language theirs = set == null ? language : Language.of(set);
    return command("message").put("text", theirs.either(text.zh(), text.en()));
  }

  private static JsonObject command(String name) {
    return new JsonObject().put("id", UUID.randomUUID().toString()).put("command", name);
  }

  private void send(PersonId person, JsonObject command) {
    BandSerial band = bands.worn().get(person);
    if (band != null) {
      send(band, command);
    }
  }

  private void send(BandSerial band, JsonObject command) {
    ingest.command(band, command.toBuffer().getBytes());
  }
}
