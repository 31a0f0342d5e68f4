package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.alerting.incident.Timeline;
import care.silverbell.alerting.notification.Outbox.Facts;
import care.silverbell.ingest.database.Database;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Goes on to a recipient's next address where one has failed, and says so where there is none. */
final class NextWay {
  private static final String TRIED =
      """
      select n.id as notice, d.channel, d.address, notice_is_wanted(n) as wanted,
             d.state = 'failed' or d.state = 'sent' and exists (
               select from dispatch_event e where e.dispatch = d.id and e.what = 'unheard') as vain,
             (select detail from dispatch_event e where e.dispatch = d.id order by e.id desc limit 1) as detail
        from dispatch d join notice n on n.id = d.notice where n.id = any($1)
       order by d.created_at, (select min(e.id) from dispatch_event e where e.dispatch = d.id)
      """;

  private final Outbox outbox;
  private final IncidentStore incidents;
  private final Subjects subjects;

  NextWay(Outbox outbox, IncidentStore incidents, Subjects subjects) {
    this.outbox = outbox;
    this.incidents = incidents;
    this.subjects = subjects;
  }

  /** What a text says of the incident now. */
  private Facts factsOf(IncidentId id) {
    Incident incident =
        incidents
            .find(id, IncidentStore.Lines.NEWEST)
            .orElseThrow(() -> new NoSuchElementException("there is no incident " + id));
    String has = incident.answeredBy();
    return new Facts(incident, subjects.of(incident), has == null ? List.of() : List.of(has));
  }

  /**
   * What the texts of the next ways of those say; nothing is looked up for those that have none.
   *
   * @return by incident
   */
  Map<IncidentId, Facts> factsOf(Collection<Dispatch> failed) {
    Map<IncidentId, Facts> facts = new HashMap<>();
    for (Dispatch dispatch : failed) {
      Notice notice = dispatch.notice();
      if (!Ways.isLast(dispatch.address(), notice.recipient().addresses(), notice.emergency())) {
        facts.computeIfAbsent(notice.incident(), this::factsOf);
      }
    }
    return facts;
  }

  /**
   * Writes the next way of telling each of those notices, where it is still to be told; says so
   * where there is none.
   *
   * @param failed and why each did
   * @param facts as {@link #factsOf} has them
   * @return those of them that there is a next way for
   */
  Set<Dispatch> after(
      SqlConnection tx, Map<Dispatch, String> failed, Map<IncidentId, Facts> facts, Instant now) {
    if (failed.isEmpty()) {
      return Set.of();
    }
    Map<UUID, Tried> tried = tried(tx, failed.keySet());
    Set<Dispatch> goOn = new HashSet<>();
    List<Outbox.Draft> drafts = new ArrayList<>();
    List<Timeline.Line> lines = new ArrayList<>();
    failed.forEach((dispatch, why) -> {
      Notice notice = dispatch.notice();
      Tried so = Objects.requireNonNull(tried.get(notice.id()));
      Optional<Address> next =
          Ways.after(
              dispatch.address(), notice.recipient().addresses(), so.addresses, notice.emergency());
      if (so.wanted && next.isPresent()) {
        Facts known = Objects.requireNonNull(facts.get(notice.incident()));
        drafts.add(outbox.draft(notice, next.get(), known, now));
        so.addresses.add(next.get());
        goOn.add(dispatch);
        lines.add(notice.line("other-way", instead(dispatch, why, next.get())));
      } else if (so.wanted && so.allInVain && notice.occasion().asks()) {
        lines.add(notice.line("unreached", String.join("; ", so.reasons)));
      }
    });
    Outbox.putNext(tx, drafts, now);
    if (!lines.isEmpty()) {
      var _ = Timeline.add(tx, lines, now);
    }
    return goOn;
  }

  private static String instead(Dispatch failed, String why, Address next) {
    return failed.channel().wireName() + ": " + why + " → " + next.channel().wireName();
  }

  /** What has been tried of a notice. */
  private static final class Tried {
    private final List<Address> addresses = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private boolean allInVain = true;
    private boolean wanted = true;
  }

  private static Map<UUID, Tried> tried(SqlConnection tx, Collection<Dispatch> failed) {
    Map<UUID, Notice> notices = new HashMap<>();
    failed.forEach(it -> notices.put(it.notice().id(), it.notice()));
    Map<UUID, Tried> tried = new HashMap<>();
    for (var row :
        Database.query(
            tx,
            "looking for the next way",
            TRIED,
            (Object) notices.keySet().toArray(UUID[]::new))) {
      Notice notice = Objects.requireNonNull(notices.get(row.getUUID("notice")));
      Tried so = tried.computeIfAbsent(notice.id(), _ -> new Tried());
      so.addresses.add(address(notice, row.getString("channel"), row.getString("address")));
      so.allInVain &= row.getBoolean("vain");
      so.wanted = row.getBoolean("wanted");
      so.reasons.add(row.getString("channel") + ": " + row.getString("detail"));
    }
    return tried;
  }

  private static Address address(Notice notice, String channel, String to) {
    return notice.recipient().addresses().stream()
        .filter(it -> it.channel().wireName().equals(channel) && it.to().equals(to))
        .findFirst()
        .orElseGet(() -> new Address(ChannelKind.of(channel), to, false));
  }
}
