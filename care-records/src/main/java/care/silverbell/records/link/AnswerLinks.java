package care.silverbell.records.link;

import care.silverbell.alerting.notification.Answers;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Secret;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The links by which a notice is answered; of each only its token's hash is kept. */
public final class AnswerLinks {
  private static final String FIND =
      """
      select d.token_used_at, d.token_until <= $2 as expired, n.recipient, n.name as holder, n.language,
             i.id as incident, i.kind, i.state, i.state_by, i.state_by_recipient = n.recipient as by_holder, i.opened_at, i.presses, i.purpose, i.band, i.person as person_id, p.name as person, p.address,
             may_be_told(n.recipient, i.person, $3) as stands,
             (select a.answer from standing_answer a where a.incident = i.id and a.recipient = n.recipient
               order by a.id desc limit 1) as said
        from dispatch d join notice n on n.id = d.notice join incident i on i.id = n.incident
        left join person p on p.id = i.person
       where d.token_hash = $1
      """;

  /** Those whose newest answer is that they do, else whoever has moved it on. */
  private static final String HAVERS =
      """
      with newest as (
        select distinct on (recipient) name, answer, id from standing_answer where incident = $1 order by recipient, id desc)
      select name from newest where answer = 'accept'
      union all
      select answered_by from incident
       where id = $1 and state <> 'open' and answered_by is not null and not exists (select from newest where answer = 'accept')
      """;

  private final Database database;
  private final Answers answers;
  private final ZoneId zone;
  private final InstantSource clock;

  /** Looks links up; what is answered by one, the answers take. */
  public AnswerLinks(Database database, Answers answers, ZoneId zone, InstantSource clock) {
    this.database = database;
    this.answers = answers;
    this.zone = zone;
    this.clock = clock;
  }

  /** What a link is good for. */
  enum Standing {
    /** To answer by: neither used nor expired, and its holder has not said that they go. */
    OPEN,
    /** Its holder goes: to say that they are there, or cannot go after all. */
    GOING,
    /** To look at. */
    ANSWERED,
    /** It could be answered by, were its holder one whom a call is for. */
    LET_GO,
    /** Nothing: its time is over, or it was used by one who is none whom a call is for any more. */
    EXPIRED,
    /** Nothing: the incident is over. */
    OVER;

    /** Whether nothing of the person is shown any more. */
    boolean isGone() {
      return this == LET_GO || this == EXPIRED || this == OVER;
    }
  }

  /**
   * A link and what it is about.
   *
   * @param holder the name of whom it was sent to
   * @param used whether it was answered by
   * @param said what its holder has said last, by whatever way; null for nothing
   * @param havers who has it
   * @param there who is at the door; null while nobody is
   * @param isThere whether that is its holder
   */
  record Link(
      String holder,
      String language,
      Standing standing,
      boolean used,
      @Nullable String said,
      List<String> havers,
      @Nullable String there,
      boolean isThere,
      About about) {}

  /**
   * What a responder must know.
   *
   * @param person null for an unknown caller
   * @param name the person's; null for an unknown caller
   */
  record About(
      @Nullable PersonId person,
      @Nullable String name,
      @Nullable String address,
      @Nullable String band,
      String kind,
      Instant openedAt,
      int presses,
      boolean test) {}

  /** The link of that token; empty where there is none. */
  Optional<Link> find(String token) {
    Buffer hash = Secret.hash(token);
    Instant now = clock.instant();
    for (Row row :
        database.query(
            "finding a link to answer by", FIND, hash, now, LocalDate.ofInstant(now, zone))) {
      return Optional.of(link(row));
    }
    return Optional.empty();
  }

  /**
   * Answers by it, if it still can be; it cannot be again. Of one whom no call is for any more it
   * is only written that they answered.
   */
  void answer(String token, boolean accept, @Nullable String why) {
    Optional<Link> link = find(token);
    Standing standing = link.map(Link::standing).orElse(Standing.EXPIRED);
    // Their page may be from before they accepted by another way: that they cannot go counts.
    boolean takesItBack =
        !accept && standing == Standing.GOING && link.filter(it -> !it.used()).isPresent();
    if (standing == Standing.OPEN || standing == Standing.LET_GO || takesItBack) {
      var _ = answers.answer(token, accept, why);
    }
  }

  /** Its holder is at the door, if they go. */
  void arrive(String token) {
    if (standing(token) == Standing.GOING) {
      answers.arrive(token);
    }
  }

  /** Its holder cannot go after all, if they had said that they do. */
  void withdraw(String token) {
    if (standing(token) == Standing.GOING) {
      answers.withdraw(token);
    }
  }

  private Standing standing(String token) {
    return find(token).map(Link::standing).orElse(Standing.EXPIRED);
  }

  private Link link(Row row) {
    UUID person = row.getUUID("person_id");
    boolean arrived = row.getString("state").equals("arrived");
    return new Link(
        row.getString("holder"),
        row.getString("language"),
        standing(row),
        isUsed(row),
        row.getString("said"),
        havers(row.getUUID("incident")),
        arrived ? row.getString("state_by") : null,
        arrived && Boolean.TRUE.equals(row.getBoolean("by_holder")),
        new About(
            person == null ? null : new PersonId(person),
            row.getString("person"),
            row.getString("address"),
            row.getString("band"),
            row.getString("kind"),
            Database.instant(row, "opened_at"),
            row.getInteger("presses"),
            row.getString("purpose").equals("test")));
  }

  private static Standing standing(Row row) {
    String state = row.getString("state");
    if (state.equals("resolved")) {
      return Standing.OVER;
    }
    boolean used = isUsed(row);
    boolean old = Boolean.TRUE.equals(row.getBoolean("expired"));
    // Whoever is no contact any more, has left, may not sign in or is not to be told answers
    // nothing.
    boolean stands = !Boolean.FALSE.equals(row.getBoolean("stands"));
    if (old || !stands) {
      return old || used ? Standing.EXPIRED : Standing.LET_GO;
    }
    if ("accept".equals(row.getString("said"))) {
      return state.equals("arrived") ? Standing.ANSWERED : Standing.GOING;
    }
    return used ? Standing.ANSWERED : Standing.OPEN;
  }

  private static boolean isUsed(Row row) {
    return Database.instantOrNull(row, "token_used_at") != null;
  }

  private List<String> havers(UUID incident) {
    List<String> havers = new ArrayList<>();
    database
        .query("asking who has it", HAVERS, incident)
        .forEach(row -> havers.add(row.getString("name")));
    return havers;
  }
}
