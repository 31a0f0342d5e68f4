package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.Answer;
import care.silverbell.alerting.incident.Answered;
import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.Timeline;
import care.silverbell.alerting.notification.Dispatches.Ended;
import care.silverbell.alerting.notification.Outbox.Facts;
import care.silverbell.ingest.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is heard of notices after they were sent: a provider's receipts, and that a page has shown
 * one. A receipt may come before its notice is known to be sent, and more than once.
 */
public final class Receipts {
  private static final List<String> SENT = List.of("sent");
  private static final List<String> ON_THE_WAY = List.of("sent", "delivered");
  private static final List<String> HAD_BEEN_SENT =
      List.of("sent", "delivered", "read", "answered", "failed");

  private final Database database;
  private final Dispatches dispatches;
  private final NextWay nextWay;
  private final IncidentDesk desk;
  private final Consumer<IncidentId> changed;
  private final NoticeMetrics metrics;
  private final InstantSource clock;

  Receipts(
      Database database,
      NextWay nextWay,
      IncidentDesk desk,
      Consumer<IncidentId> changed,
      NoticeMetrics metrics,
      InstantSource clock) {
    this.database = database;
    dispatches = new Dispatches(database);
    this.nextWay = nextWay;
    this.desk = desk;
    this.changed = changed;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Takes a receipt; the same again changes nothing.
   *
   * @return whether it is of a notice that is known to be sent; if not, it is kept until one is
   */
  public boolean take(Receipt receipt) {
    // Kept first: else the notice could become known between looking for it and keeping this.
    var _ =
        database.query(
            "keeping a receipt",
            """
            with old as (delete from early_receipt where at < $5::timestamptz - interval '1 day')
            insert into early_receipt (channel, reference, what, detail, at) values ($1, $2, $3, $4, $5)
            on conflict do nothing
            """,
            receipt.channel().wireName(),
            receipt.reference(),
            receipt.what().name(),
            receipt.detail(),
            clock.instant());
    return take(
        receipt.channel(), receipt.reference(), waiting(receipt.channel(), receipt.reference()));
  }

  /**
   * That account's open page has shown the incident.
   *
   * @param recipient whose account it is
   */
  public void seen(IncidentId incident, RecipientId recipient) {
    Instant now = clock.instant();
    var shown =
        database.query(
            "noting that a page has shown it",
            """
            with shown as (
              update dispatch d set state = 'read', next_at = null, word_due = null from notice n
               where n.id = d.notice and n.incident = $1 and n.recipient = $2 and d.channel = 'page'
                 and d.state in ('queued', 'sending', 'sent', 'delivered', 'failed') returning d.id, n.recipient, n.name),
            noted as (
              insert into dispatch_event (dispatch, at, what) select id, $3, 'read' from shown),
            line as (
              insert into incident_timeline (incident, at, what, by_recipient, by_name)
              select distinct $1::uuid, $3::timestamptz, 'seen', recipient, name from shown where not exists (
                select from incident_timeline where incident = $1 and what = 'seen' and by_recipient = $2))
            select id from shown
            """,
            incident.value(),
            recipient.toString(),
            now);
    if (shown.size() > 0) {
      metrics.count(ChannelKind.PAGE, "read");
      changed.accept(incident);
    }
  }

  /** Those of them that a receipt has come for before they were known to be sent; mostly none. */
  Set<UUID> early(List<Ended> sent) {
    List<Ended> known = sent.stream().filter(it -> it.how().reference() != null).toList();
    Set<UUID> early = new HashSet<>();
    if (!known.isEmpty()) {
      database
          .query(
              "looking for receipts that came early",
              """
              select id from unnest($1::uuid[], $2::text[], $3::text[]) as sent (id, channel, reference)
               where exists (select from early_receipt e where e.channel = sent.channel and e.reference = sent.reference)
              """,
              known.stream().map(it -> it.dispatch().id()).toArray(UUID[]::new),
              known.stream().map(it -> it.dispatch().channel().wireName()).toArray(String[]::new),
              known.stream().map(it -> it.how().reference()).toArray(String[]::new))
          .forEach(row -> early.add(row.getUUID("id")));
    }
    return early;
  }

  /** Takes what came for that one. */
  void takeEarly(Ended sent) {
    ChannelKind channel = sent.dispatch().channel();
    String reference = Objects.requireNonNull(sent.how().reference());
    var _ = take(channel, reference, waiting(channel, reference));
  }

  private boolean take(ChannelKind channel, String reference, List<Receipt> waiting) {
    Optional<Dispatch> dispatch = dispatches.byReference(channel, reference);
    dispatch.ifPresent(it ->
        waiting.forEach(receipt -> {
          // Twice is without harm, never is not: it is let go of only afterwards.
          apply(it, receipt);
          letGo(receipt);
        }));
    return dispatch.isPresent();
  }

  private void letGo(Receipt receipt) {
    var _ =
        database.query(
            "letting go of a receipt",
            "delete from early_receipt where channel = $1 and reference = $2 and what = $3",
            receipt.channel().wireName(),
            receipt.reference(),
            receipt.what().name());
  }

  private List<Receipt> waiting(ChannelKind channel, String reference) {
    List<Receipt> receipts = new ArrayList<>();
    database
        .query(
            "taking receipts",
            """
            select * from early_receipt where channel = $1 and reference = $2 order by at
            """,
            channel.wireName(),
            reference)
        .forEach(row ->
            receipts.add(
                new Receipt(
                    channel,
                    reference,
                    Receipt.What.valueOf(row.getString("what")),
                    row.getString("detail"))));
    return receipts;
  }

  private void apply(Dispatch dispatch, Receipt receipt) {
    String detail = receipt.detail();
    switch (receipt.what()) {
      case DELIVERED -> heard(dispatch, SENT, "delivered", detail);
      case READ -> heard(dispatch, ON_THE_WAY, "read", detail);
      case BUSY -> failed(dispatch, "busy");
      case NO_ANSWER -> failed(dispatch, "no answer");
      case FAILED -> failed(dispatch, detail == null ? "not delivered" : detail);
      case ACCEPTED -> answer(dispatch, true);
      case PASSED -> answer(dispatch, false);
    }
    changed.accept(dispatch.notice().incident());
  }

  private void heard(Dispatch dispatch, List<String> from, String state, @Nullable String detail) {
    Instant now = clock.instant();
    boolean moved =
        database.transaction(
            "taking a receipt",
            tx -> {
              boolean did = Dispatches.move(tx, dispatch, from, state, detail, now);
              if (did && dispatch.notice().occasion().asks()) {
                var _ =
                    Timeline.add(
                        tx,
                        List.of(dispatch.notice().line("told", dispatch.channel().wireName())),
                        now);
              }
              return did;
            });
    if (moved) {
      metrics.count(dispatch.channel(), state);
    }
  }

  private void failed(Dispatch dispatch, String reason) {
    Instant now = clock.instant();
    Map<Dispatch, String> itself = Map.of(dispatch, reason);
    Map<IncidentId, Facts> facts = nextWay.factsOf(itself.keySet());
    boolean moved =
        database.transaction(
            "taking a receipt of a failure",
            tx -> {
              boolean did = Dispatches.move(tx, dispatch, ON_THE_WAY, "failed", reason, now);
              // After a minute of silence the next way has been gone already.
              if (did && !Dispatches.wasUnheard(tx, dispatch)) {
                var _ = nextWay.after(tx, itself, facts, now);
              }
              return did;
            });
    if (moved) {
      metrics.count(dispatch.channel(), "failed");
    }
  }

  private void answer(Dispatch dispatch, boolean accepts) {
    Recipient recipient = dispatch.notice().recipient();
    Answer answer =
        new Answer(
            recipient.id().toString(),
            recipient.name(),
            accepts,
            dispatch.channel().wireName(),
            null);
    Instant now = clock.instant();
    Answered answered =
        desk.answer(
            dispatch.notice().incident(),
            answer,
            tx -> {
              var _ =
                  Dispatches.move(
                      tx, dispatch, HAD_BEEN_SENT, "answered", accepts ? "accept" : "pass", now);
              return true;
            });
    if (!(answered instanceof Answered.NoLongerAsked)) {
      metrics.count(dispatch.channel(), "answered");
    }
  }
}
