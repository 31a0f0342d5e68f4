package care.silverbell;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.Purpose;
import care.silverbell.alerting.incident.Responder;
import care.silverbell.alerting.notification.Address;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Recipient;
import care.silverbell.alerting.notification.RecipientId;
import care.silverbell.alerting.response.DefaultPlans;
import care.silverbell.alerting.response.ResponsePlan;
import care.silverbell.alerting.response.ResponsePlans;
import care.silverbell.alerting.response.Who;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An office that has written no plan and named nobody: the plans are the built-in ones, and whom
 * their words mean is not known, so that only the open pages ring.
 */
final class OfficeWithoutPlans implements ResponsePlans {
  private static final Meant NOBODY = new Meant(List.of(), "nobody is set up to be told");

  private static final Meant CANARY =
      new Meant(
          List.of(
              new Recipient(
                  new RecipientId.OfCanary(),
                  "canary",
                  "en",
                  List.of(new Address(ChannelKind.CANARY, "canary", true)))),
          null);

  @Override
  public ResponsePlan planFor(Incident incident) {
    if (incident.purpose() == Purpose.CANARY) {
      return DefaultPlans.canary();
    }
    if (incident.person() != null) {
      return DefaultPlans.of(incident.severity());
    }
    return incident.band() == null ? DefaultPlans.aboutService() : DefaultPlans.unknownCaller();
  }

  @Override
  public Map<Who, Meant> meant(
      Set<Who> words, @Nullable PersonId person, Incident incident, Instant at) {
    Map<Who, Meant> meant = new HashMap<>();
    words.forEach(word -> meant.put(word, word instanceof Who.Canary ? CANARY : NOBODY));
    return meant;
  }

  /** Who an account is among those who may be told: one of the staff, else itself. */
  static String recipientOf(Database database, Responder who) {
    var rows =
        database.query(
            "looking for who answers",
            """
            select a.id, (select s.id from staff s where s.account = a.id order by s.id limit 1) as staff
              from account a where a.name = $1
            """,
            who.account());
    if (rows.size() == 0) {
      throw new IllegalStateException("there is no account " + who.account());
    }
    var row = rows.iterator().next();
    return row.getUUID("staff") == null
        ? "account:" + row.getUUID("id")
        : "staff:" + row.getUUID("staff");
  }
}
