package care.silverbell.records;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.access.Secret;
import care.silverbell.testing.SecretsSeen;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Rows put straight into the running service's database, where waiting for them would be long. */
final class Planted {
  /** Of every contact that is planted. */
  static final String CONTACT_PHONE = "13900000000";

  /** Where every notice that is planted goes. */
  static final String NOTICE_ADDRESS = "13812345605";

  private static final Map<String, Database> DATABASES = new ConcurrentHashMap<>();

  private Planted() {}

  /** An incident of an hour ago that is over, answered after so long; answers its id. */
  static String lateIncident(UUID person, Duration answeredAfter) {
    UUID id = UUID.randomUUID();
    Instant opened = Instant.now().minus(Duration.ofHours(1));
    run(
        """
        insert into incident (id, subject, person, band, kind, severity, state, state_by, state_at, outcome, opened_at, last_rung_at,
                              answered_by, answered_at, arrived_at, resolved_at, due_at)
        values ($1, 'planted ' || $1::text, $2, 'planted', 'call', 'emergency', 'resolved', '张伟', $4, 'helped', $3, $3, '张伟', $4, $5, $5, null)
        """,
        id,
        person,
        opened,
        opened.plus(answeredAfter),
        opened.plus(Duration.ofMinutes(20)));
    return id.toString();
  }

  /** A photograph of them, and a neighbour to call; answers the contact's id. */
  static String photoAndContact(UUID person) {
    run(
        """
        insert into person_photo (person, type, bytes) values ($1, 'image/png', '\\x89504e47')
        on conflict do nothing
        """,
        person);
    UUID contact = UUID.nameUUIDFromBytes(person.toString().getBytes(StandardCharsets.UTF_8));
    run(
        """
        insert into contact (id, person, place, name, relation, phones)
        values ($1, $2, 1, '邻居', '邻居', array[$3::text]) on conflict do nothing
        """,
        contact,
        person,
        CONTACT_PHONE);
    return contact.toString();
  }

  /** A worker of nowhere; answers their id. */
  static String staff() {
    UUID id = UUID.randomUUID();
    run("insert into staff (id, code, name, role) values ($1, $1::text, '工', 'assistant')", id);
    return id.toString();
  }

  /** Somebody is searched for since a minute ago. */
  static String search(UUID person) {
    UUID id = UUID.randomUUID();
    run(
        """
        insert into incident (id, subject, person, kind, severity, opened_at, last_rung_at, presses, why)
        values ($1, $2::uuid::text, $2, 'wandering', 'emergency', $3, $3, 1, 'has left the zone')
        """,
        id,
        person,
        Instant.now().minusSeconds(60));
    return id.toString();
  }

  /** A notice by SMS to a neighbour; answers the token of its link. */
  static String link(String incident) {
    String token = noted(Secret.token());
    dispatch(incident, "sms", NOTICE_ADDRESS, null, token, Instant.now().plus(Duration.ofHours(1)));
    return token;
  }

  private static String noted(String token) {
    SecretsSeen.keep(token);
    return token;
  }

  /** The same, of a neighbour who is no contact any more since today. */
  static String linkOfAFormerContact(String incident) {
    String token = link(incident);
    run(
        """
        update contact set until = current_date - 1 where id::text in (
          select split_part(n.recipient, ':', 2) from notice n join dispatch d on d.notice = n.id where d.token_hash = $1)
        """,
        Secret.hash(token));
    return token;
  }

  /** The same, whose time is over. */
  static String expiredLink(String incident) {
    String token = noted(Secret.token());
    dispatch(incident, "sms", NOTICE_ADDRESS, null, token, Instant.now().minusSeconds(1));
    return token;
  }

  /** A notice that a gateway knows by that name. */
  static void sent(String incident, String channel, String reference) {
    dispatch(incident, channel, NOTICE_ADDRESS, reference, null, null);
  }

  private static void dispatch(
      String incident,
      String channel,
      String address,
      @Nullable String reference,
      @Nullable String token,
      @Nullable Instant until) {
    UUID notice = UUID.randomUUID();
    Instant now = Instant.now();
    run(
        """
        insert into contact (id, person, place, name, relation)
        select $1, person, 99, '李邻居', '邻居' from incident where id = $2 and person is not null
        """,
        notice,
        UUID.fromString(incident));
    run(
        """
        insert into notice (id, incident, step, recipient, name, language, purpose, occasion, addresses, created_at)
        values ($1, $2, 0, 'contact:' || $1::text, '李邻居', 'zh-CN', 'ask', 'asked', '[]', $3)
        """,
        notice,
        UUID.fromString(incident),
        now);
    run(
        """
        insert into dispatch (id, notice, channel, address, state, message, attempts, reference, token_hash, token_until, created_at)
        values ($1, $2, $3, $4, 'sent', '{}', 1, $5, $6, $7, $8)
        """,
        UUID.randomUUID(),
        notice,
        channel,
        address,
        reference,
        token == null ? null : Secret.hash(token),
        until,
        now);
  }

  /** How often anybody has looked at anybody; the live stream, which goes on by itself, apart. */
  static long looks() {
    return database()
        .query(
            "counting looks",
            "select coalesce(sum(times), 0)::bigint as looks from access_log where what <> 'live'")
        .iterator()
        .next()
        .getLong("looks");
  }

  /** That of the service that is asked now. */
  private static Database database() {
    return DATABASES.computeIfAbsent(
        RunningService.url(),
        _ -> Database.open(Vertx.vertx(), RunningService.database(), "planted", 2));
  }

  /** Runs a statement. */
  static void run(String sql, @Nullable Object... arguments) {
    var _ = database().query("planting", sql, arguments);
  }
}
