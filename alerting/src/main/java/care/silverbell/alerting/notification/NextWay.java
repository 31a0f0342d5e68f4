package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.alerting.notification.Outbox.Facts;
import care.silverbell.ingest.database.Database;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Goes on to a recipient's next address where one has failed, and says so where there is none. */
final class NextWay {
  private final Outbox outbox;
  private final IncidentStore incidents;
  private final Subjects subjects;

  NextWay(Outbox outbox, IncidentStore incidents, Subjects subjects) {
    this.outbox = outbox;
    this.incidents = incidents;
    this.subjects = subjects;
  }

  /** What a text says of the incident now; looked up before the transaction. */
  Facts factsOf(IncidentId id) {
    Incident incident =
        incidents
            .find(id)
            .orElseThrow(() -> new NoSuchElementException("there is no incident " + id));
    String has = incident.answeredBy();
    return new Facts(incident, subjects.of(incident), has == null ? List.of() : List.of(has));
  }

  /**
   * Writes the next way of telling the same notice, if it is still to be told.
   *
   * @return whether there is one
   */
  boolean after(SqlConnection tx, Dispatch failed, Facts facts, Instant now) {
    Notice notice = failed.notice();
    List<Address> tried = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    boolean allFailed = true;
    boolean wanted = true;
    for (var row :
        Database.query(
            tx,
            "looking for the next way",
            """
            select d.channel, d.address, d.state, notice_is_wanted(n) as wanted,
                   (select detail from dispatch_event e where e.dispatch = d.id order by e.id desc limit 1) as detail
              from dispatch d join notice n on n.id = d.notice where n.id = $1
             order by d.created_at, (select min(e.id) from dispatch_event e where e.dispatch = d.id)
            """,
            notice.id())) {
      tried.add(address(notice, row.getString("channel"), row.getString("address")));
      allFailed &= row.getString("state").equals("failed");
      wanted = row.getBoolean("wanted");
      reasons.add(row.getString("channel") + ": " + row.getString("detail"));
    }
    Optional<Address> next =
        Ways.after(failed.address(), notice.recipient().addresses(), tried, notice.emergency());
    if (!wanted || next.isEmpty()) {
      if (wanted && allFailed && notice.occasion().asks()) {
        Dispatches.lineOnce(
            tx,
            notice.incident(),
            now,
            "unreached",
            notice.recipient().name(),
            String.join("; ", reasons));
      }
      return false;
    }
    outbox.putNext(tx, notice, next.get(), facts, now);
    return true;
  }

  private static Address address(Notice notice, String channel, String to) {
    return notice.recipient().addresses().stream()
        .filter(it -> it.channel().wireName().equals(channel) && it.to().equals(to))
        .findFirst()
        .orElseGet(() -> new Address(ChannelKind.of(channel), to, false));
  }
}
