package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.notification.Subjects.Subject;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.Database.Statement;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where notices wait to be sent: written within the transaction that decides on them, so that there
 * is never a step without its notices, nor a notice without its step.
 */
public final class Outbox {
  /** A link outlives no incident, and no day. */
  private static final Duration TOKEN_STANDS = Duration.ofHours(24);

  private static final String PUT =
      """
      with told as (
        insert into notice (id, incident, step, recipient, name, language, purpose, occasion, addresses, created_at)
        select (n ->> 'id')::uuid, $1::uuid, (n ->> 'step')::integer, n ->> 'recipient', n ->> 'name', n ->> 'language',
               n ->> 'purpose', n ->> 'occasion', n -> 'addresses', $2::timestamptz
          from jsonb_array_elements($3::jsonb) n),
      made as (
        insert into dispatch (id, notice, channel, address, urgency, message, token_hash, token_until, next_at, created_at)
        select (d ->> 'id')::uuid, (d ->> 'notice')::uuid, d ->> 'channel', d ->> 'address', (d ->> 'urgency')::smallint,
               d -> 'message', decode(d ->> 'token', 'hex'),
               case when d ->> 'token' is not null then $5::timestamptz end, $2, $2
          from jsonb_array_elements($4::jsonb) d
        on conflict (notice, channel, address) do nothing returning id)
      insert into dispatch_event (dispatch, at, what) select id, $2, 'queued' from made
      """;

  private final Wording wording;
  private final Links links;
  private final AnswerTokens tokens;
  private final Set<ChannelKind> channels;

  /**
   * Puts notices into words and gives them their links.
   *
   * @param channels those that are set up
   */
  public Outbox(Wording wording, Links links, AnswerTokens tokens, Set<ChannelKind> channels) {
    this.wording = wording;
    this.links = links;
    this.tokens = tokens;
    this.channels = Set.copyOf(channels);
  }

  /** The same with those addresses only that there is a channel for. */
  public Recipient reachable(Recipient recipient) {
    List<Address> there =
        recipient.addresses().stream().filter(it -> channels.contains(it.channel())).toList();
    return new Recipient(
        recipient.id(), recipient.name(), recipient.language(), there, recipient.heldUntil());
  }

  /**
   * What the texts of an incident's notices say of it.
   *
   * @param hasIt the names of those who have it
   */
  public record Facts(Incident incident, Subject subject, List<String> hasIt) {}

  /** Writes the notices and what is tried first of each, in the transaction that it is put into. */
  public Statement put(List<Notice> notices, Facts facts, Instant now) {
    JsonArray rows = new JsonArray();
    List<Draft> drafts = new ArrayList<>();
    for (Notice notice : notices) {
      Recipient recipient = notice.recipient();
      rows.add(
          new JsonObject()
              .put("id", notice.id().toString())
              .put("step", notice.step())
              .put("recipient", recipient.id().toString())
              .put("name", recipient.name())
              .put("language", recipient.language())
              .put("purpose", notice.occasion().purpose())
              .put("occasion", notice.occasion().wireName())
              .put("addresses", NoticeAddresses.of(recipient.addresses())));
      for (Address address : Ways.atOnce(notice)) {
        drafts.add(draft(notice, address, facts, now));
      }
    }
    return statement(facts.incident.id().value(), rows, drafts, now);
  }

  /** Writes one more way of telling each of those notices. */
  static void putNext(SqlConnection tx, List<Draft> ways, Instant now) {
    if (!ways.isEmpty()) {
      Statement next = statement(null, new JsonArray(), ways, now);
      var _ = Database.inOrder(tx, "writing the next way", List.of(next));
    }
  }

  /** Nothing of the incident is sent to them any more, but for what is on its way. */
  public static void drop(SqlConnection tx, IncidentId id, RecipientId recipient, Instant now) {
    var _ =
        Database.query(
            tx,
            "dropping what waits for one who is told nothing more",
            """
            with dropped as (
              update dispatch d set state = 'dropped', next_at = null, token_until = least(d.token_until, $3)
                from notice n where n.id = d.notice and n.incident = $1 and n.recipient = $2 and d.state = 'queued'
              returning d.id)
            insert into dispatch_event (dispatch, at, what) select id, $3, 'dropped' from dropped
            """,
            id.value(),
            recipient.toString(),
            now);
  }

  /** One way of telling a notice, in words. */
  record Draft(
      UUID id, Notice notice, Address address, JsonObject message, byte @Nullable [] tokenHash) {}

  /** Puts one way of telling a notice into words. */
  Draft draft(Notice notice, Address address, Facts facts, Instant now) {
    UUID id = UUID.randomUUID();
    boolean answered = notice.occasion().asks() && isInPerson(notice.recipient().id());
    Message message =
        wording.of(
            new NoticeFacts(
                facts.incident,
                notice.recipient(),
                notice.occasion(),
                address.channel(),
                facts.subject.name(),
                facts.subject.address(),
                answered ? links.accept(AnswerTokens.MARK) : null,
                facts.hasIt,
                now));
    return new Draft(
        id,
        notice,
        address,
        MessageJson.of(message),
        answered ? AnswerTokens.hash(tokens.of(id)) : null);
  }

  /** Whoever in a group touched its link would not be known by name. */
  private static boolean isInPerson(RecipientId id) {
    return switch (id) {
      case RecipientId.OfStaff _, RecipientId.OfContact _, RecipientId.OfAccount _ -> true;
      case RecipientId.OfGroup _, RecipientId.OfCanary _ -> false;
    };
  }

  private static Statement statement(
      @Nullable UUID incident, JsonArray notices, List<Draft> drafts, Instant now) {
    JsonArray rows = new JsonArray();
    for (Draft draft : drafts) {
      byte[] hash = draft.tokenHash;
      rows.add(
          new JsonObject()
              .put("id", draft.id.toString())
              .put("notice", draft.notice.id().toString())
              .put("channel", draft.address.channel().wireName())
              .put("address", draft.address.to())
              .put("urgency", urgency(draft))
              .put("message", draft.message)
              .put("token", hash == null ? null : HexFormat.of().formatHex(hash)));
    }
    return Statement.of(PUT, incident, now, notices, rows, now.plus(TOKEN_STANDS));
  }

  private static int urgency(Draft draft) {
    boolean asks = draft.notice.occasion().asks();
    if (draft.notice.emergency()) {
      return asks ? 0 : 1;
    }
    return draft.message.getString("severity").equals(Severity.URGENT.wireName()) ? 2 : 3;
  }

  /** The message of a dispatch with its own link, the same at every try. */
  Message message(Dispatch dispatch) {
    return MessageJson.message(dispatch.message(), tokens.of(dispatch.id()));
  }
}
