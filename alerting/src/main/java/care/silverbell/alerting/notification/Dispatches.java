package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.Severity;
import care.silverbell.ingest.database.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is to be sent, and what became of it, as it is on disk. */
final class Dispatches {
  /** Why the next way is used where a provider keeps silent. */
  static final String UNHEARD = "nothing was heard of it";

  /** Of a call that was answered: by a machine, or by somebody who could not. */
  static final String NO_KEY = "nobody pressed a key";

  /** Of a page that was open. */
  static final String NOT_LOOKED_AT = "nobody looked at it";

  private static final String COLUMNS =
      """
      d.id, d.channel, d.address, d.message, d.attempts, d.created_at, n.id as notice, n.incident, n.step, n.recipient,
      n.name, n.language, n.occasion, n.addresses, i.severity, notice_is_wanted(n) as wanted
      """;

  private static final String CLAIM =
      """
      with due as (
        select id from dispatch
         where channel = $1 and next_at <= $2 and (held_until is null or held_until <= $6) and urgency <= $5
         order by urgency, next_at limit $4 for update skip locked)
      update dispatch d set state = 'sending', held_until = $3, attempts = attempts + 1
        from due, notice n, incident i where d.id = due.id and n.id = d.notice and i.id = n.incident returning
      """
          + COLUMNS;

  private static final String SETTLE =
      """
      with ended as (
        select e.* from set_config('lock_timeout', $12, true),
               unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::text[], $6::integer[], $7::text[], $8::text[],
                 $9::text[], $10::text[], $11::timestamptz[])
                 as e (id, state, next, reference, uncounted, what, detail, line, channel, word_due)),
      settled as (
        update dispatch d set state = e.state, next_at = e.next, held_until = null, word_due = e.word_due,
               reference = coalesce(e.reference, d.reference), attempts = d.attempts - e.uncounted
          from ended e where d.id = e.id and d.state = 'sending'
        returning d.id, d.notice, e.what, e.detail, e.line, e.channel),
      noted as (
        insert into dispatch_event (dispatch, at, what, detail) select id, $1, what, detail from settled),
      told as (
        insert into incident_timeline (incident, at, what, by_recipient, by_name, detail)
        select distinct n.incident, $1::timestamptz, s.line, n.recipient, n.name, s.channel from settled s join notice n on n.id = s.notice
         where s.line is not null and n.purpose = 'ask' and not exists (
           select from incident_timeline t where t.incident = n.incident and t.what = s.line and t.by_recipient = n.recipient
              and t.detail = s.channel))
      select id from settled
      """;

  private final Database database;

  Dispatches(Database database) {
    this.database = database;
  }

  /** The channels that something is due on. */
  List<ChannelKind> dueChannels(Instant now) {
    List<ChannelKind> channels = new ArrayList<>();
    database
        .query(
            "looking for what is to be sent",
            "select distinct channel from dispatch where next_at <= $1 and (held_until is null or"
                + " held_until <= $1)",
            now)
        .forEach(row -> channels.add(ChannelKind.of(row.getString(0))));
    return channels;
  }

  /**
   * What is due.
   *
   * @param ranOutBy what somebody holds longer than that stays theirs
   */
  record Due(Instant now, Instant ranOutBy) {}

  /** Takes what is due, the most urgent first, and holds it until then. */
  List<Dispatch> claim(ChannelKind channel, Due when, Instant until, int limit, int leastUrgent) {
    return dispatches(
        database.query(
            "taking what is to be sent",
            CLAIM,
            channel.wireName(),
            when.now,
            until,
            limit,
            (short) leastUrgent,
            when.ranOutBy));
  }

  /** Goes on holding what is being sent; not what is being written at this moment. */
  void hold(Collection<UUID> ids, Instant until) {
    var _ =
        database.query(
            "holding what is being sent",
            """
            update dispatch set held_until = $2 where id in (
              select id from dispatch where id = any($1) and state = 'sending' for no key update skip locked)
            """,
            ids.toArray(UUID[]::new),
            until);
  }

  /** How long each row that others have locked is waited for, before it fails. */
  enum Waiting {
    /** Where others wait for it meanwhile. */
    BRIEFLY("300ms"),
    PATIENTLY("10s");

    private final String longest;

    Waiting(String longest) {
      this.longest = longest;
    }
  }

  /** Those of them that are still being sent; nobody else writes them within that transaction. */
  static Set<UUID> ours(SqlConnection tx, Collection<Dispatch> them, Waiting waiting) {
    Set<UUID> ours = new HashSet<>();
    Database.query(
            tx,
            "looking which notices are still ours",
            """
            select id from set_config('lock_timeout', $2, true), dispatch
             where id = any($1) and state = 'sending' order by id for no key update of dispatch
            """,
            them.stream().map(Dispatch::id).toArray(UUID[]::new),
            waiting.longest)
        .forEach(row -> ours.add(row.getUUID("id")));
    return ours;
  }

  /** A try of a dispatch and how it ended. */
  record Ended(Dispatch dispatch, Settlement how) {}

  /**
   * Writes down how tries ended.
   *
   * @return those dispatches that were still ours to write
   */
  Set<UUID> settle(List<Ended> tries, Waiting waiting, Instant now) {
    return settle(database.pool(), tries, waiting, now);
  }

  /** The same within a transaction. */
  static Set<UUID> settle(SqlClient tx, List<Ended> tries, Waiting waiting, Instant now) {
    Set<UUID> settled = new HashSet<>();
    Database.query(
            tx,
            "writing down how a try ended",
            SETTLE,
            now,
            tries.stream().map(it -> it.dispatch.id()).toArray(UUID[]::new),
            texts(tries, it -> it.how.state()),
            tries.stream().map(it -> it.how.nextAt()).toArray(Instant[]::new),
            texts(tries, it -> it.how.reference()),
            tries.stream().map(it -> it.how.counts() ? 0 : 1).toArray(Integer[]::new),
            texts(tries, it -> it.how.what()),
            texts(tries, it -> it.how.detail()),
            texts(tries, it -> it.how.line()),
            texts(tries, it -> it.dispatch.channel().wireName()),
            tries.stream().map(it -> it.how.wordDue()).toArray(Instant[]::new),
            waiting.longest)
        .forEach(row -> settled.add(row.getUUID("id")));
    return settled;
  }

  /**
   * Writes down what was heard of one that had been sent.
   *
   * @param from the states from which that still leads anywhere
   * @return whether it did
   */
  static boolean move(
      SqlConnection tx,
      Dispatch dispatch,
      List<String> from,
      String state,
      @Nullable String detail,
      Instant now) {
    var moved =
        Database.query(
            tx,
            "writing down what was heard of a notice",
            """
            with moved as (
              update dispatch set state = $2, next_at = null,
                     word_due = case when channel = 'voice' and $2 = 'read' then word_due end
               where id = $1 and state = any($3) returning id)
            insert into dispatch_event (dispatch, at, what, detail) select id, $4, $2::text, $5 from moved returning id
            """,
            dispatch.id(),
            state,
            from.toArray(String[]::new),
            now,
            detail);
    return moved.size() > 0;
  }

  private static <T> @Nullable String[] texts(List<T> of, Function<T, @Nullable String> text) {
    return of.stream().map(text).toArray(String[]::new);
  }

  /** Those that their providers took, and of which nothing was heard in time; the oldest first. */
  List<Dispatch> unheard(Instant now, int limit) {
    return dispatches(
        database.query(
            "looking for what nothing is heard of",
            "select "
                + COLUMNS
                + " from dispatch d join notice n on n.id = d.notice join incident i on i.id ="
                + " n.incident where d.word_due <= $1 order by d.word_due limit $2",
            now,
            limit));
  }

  /**
   * Writes down that nothing was heard of them; what is heard later still counts.
   *
   * @return those of which that still held, and why it goes on from each
   */
  static Map<UUID, String> waitNoLonger(SqlConnection tx, List<Dispatch> unheard, Instant now) {
    Map<UUID, String> ours = new HashMap<>();
    Database.query(
            tx,
            "writing down that nothing is heard of a notice",
            """
            with silent as (
              update dispatch set word_due = null where id = any($1) and word_due <= $2 returning id, state, channel)
            insert into dispatch_event (dispatch, at, what, detail)
            select id, $2, 'unheard', case state when 'sent' then $3 when 'read' then $4 else $5 end from silent
             where state = 'sent' or (state = 'read' and channel = 'voice') or (state = 'delivered' and channel = 'page')
            returning dispatch, detail
            """,
            unheard.stream().map(Dispatch::id).toArray(UUID[]::new),
            now,
            UNHEARD,
            NO_KEY,
            NOT_LOOKED_AT)
        .forEach(row -> ours.put(row.getUUID("dispatch"), row.getString("detail")));
    return ours;
  }

  /** Whether it was gone on from there because nothing was heard of it. */
  static boolean wasUnheard(SqlConnection tx, Dispatch dispatch) {
    return Database.query(
                tx,
                "looking whether nothing was heard of a notice",
                "select from dispatch_event where dispatch = $1 and what = 'unheard'",
                dispatch.id())
            .size()
        > 0;
  }

  /** The one that the provider calls so. */
  Optional<Dispatch> byReference(ChannelKind channel, String reference) {
    return dispatches(
            database.query(
                "finding a notice by its provider's name for it",
                "select "
                    + COLUMNS
                    + " from dispatch d join notice n on n.id = d.notice join incident i on i.id ="
                    + " n.incident where d.channel = $1 and d.reference = $2 order by d.created_at"
                    + " desc limit 1",
                channel.wireName(),
                reference))
        .stream()
        .findFirst();
  }

  /**
   * How long the oldest of what should have been sent has been waiting. What waits until a channel
   * is no longer left alone has waited since it was made, whenever it is to be tried next.
   */
  Duration oldestWaiting(Instant now) {
    Row row =
        database
            .query(
                "looking for the oldest that waits",
                """
                select min(case when waits then created_at else next_at end) as oldest from (
                  select d.created_at, d.next_at, notice_is_wanted(n) as wanted,
                         (select e.what from dispatch_event e where e.dispatch = d.id order by e.id desc limit 1) = 'waits' as waits
                    from dispatch d join notice n on n.id = d.notice where d.next_at is not null and d.state = 'queued') queued
                 where case when waits then wanted else next_at <= $1 end
                """,
                now)
            .iterator()
            .next();
    Instant oldest = Database.instantOrNull(row, "oldest");
    return oldest == null ? Duration.ZERO : Duration.between(oldest, now);
  }

  private static List<Dispatch> dispatches(RowSet<Row> rows) {
    List<Dispatch> dispatches = new ArrayList<>();
    rows.forEach(row -> dispatches.add(dispatch(row)));
    return dispatches;
  }

  private static Dispatch dispatch(Row row) {
    List<Address> addresses = NoticeAddresses.of(row.getJsonArray("addresses"));
    ChannelKind channel = ChannelKind.of(row.getString("channel"));
    String to = Objects.requireNonNull(row.getString("address"));
    Notice notice =
        new Notice(
            row.getUUID("notice"),
            new IncidentId(row.getUUID("incident")),
            row.getInteger("step"),
            new Recipient(
                RecipientId.of(row.getString("recipient")),
                row.getString("name"),
                row.getString("language"),
                addresses),
            Occasion.of(row.getString("occasion")),
            row.getString("severity").equals(Severity.EMERGENCY.wireName()));
    return new Dispatch(
        row.getUUID("id"),
        notice,
        addresses.stream()
            .filter(it -> it.channel() == channel && it.to().equals(to))
            .findFirst()
            .orElseGet(() -> new Address(channel, to, false)),
        row.getJsonObject("message"),
        row.getInteger("attempts"),
        Database.instant(row, "created_at"),
        row.getBoolean("wanted"));
  }
}
