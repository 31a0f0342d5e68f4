package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.notification.Subjects.Subject;
import care.silverbell.ingest.database.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    return new Recipient(recipient.id(), recipient.name(), recipient.language(), there);
  }

  /**
   * What the texts of an incident's notices say of it.
   *
   * @param hasIt the names of those who have it
   */
  public record Facts(Incident incident, Subject subject, List<String> hasIt) {}

  /** Writes the notices and what is tried first of each. */
  public void put(SqlConnection tx, List<Notice> notices, Facts facts, Instant now) {
    List<Tuple> rows = new ArrayList<>();
    List<Draft> drafts = new ArrayList<>();
    for (Notice notice : notices) {
      Recipient recipient = notice.recipient();
      rows.add(
          Database.tuple(
              notice.id(),
              notice.incident().value(),
              notice.step(),
              recipient.id().toString(),
              recipient.name(),
              recipient.language(),
              notice.occasion().purpose(),
              notice.occasion().wireName(),
              NoticeAddresses.of(recipient.addresses()),
              now));
      for (Address address : Ways.atOnce(notice)) {
        drafts.add(draft(notice, address, facts, now));
      }
    }
    Database.batch(
        tx,
        "writing notices",
        """
        insert into notice (id, incident, step, recipient, name, language, purpose, occasion, addresses, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """,
        rows);
    write(tx, drafts, now);
  }

  /** Writes one more way of telling a notice. */
  void putNext(SqlConnection tx, Notice notice, Address address, Facts facts, Instant now) {
    write(tx, List.of(draft(notice, address, facts, now)), now);
  }

  private record Draft(
      UUID id, Notice notice, Address address, JsonObject message, byte @Nullable [] tokenHash) {}

  private Draft draft(Notice notice, Address address, Facts facts, Instant now) {
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

  private static void write(SqlConnection tx, List<Draft> drafts, Instant now) {
    List<Tuple> rows = new ArrayList<>();
    for (Draft draft : drafts) {
      byte[] hash = draft.tokenHash;
      rows.add(
          Database.tuple(
              draft.id,
              draft.notice.id(),
              draft.address.channel().wireName(),
              draft.address.to(),
              urgency(draft),
              draft.message,
              hash == null ? null : Buffer.buffer(hash),
              hash == null ? null : now.plus(TOKEN_STANDS),
              now));
    }
    Database.batch(
        tx,
        "writing dispatches",
        """
        with made as (
          insert into dispatch (id, notice, channel, address, urgency, message, token_hash, token_until, next_at, created_at)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) on conflict (notice, channel, address) do nothing returning id)
        insert into dispatch_event (dispatch, at, what) select id, $9, 'queued' from made
        """,
        rows);
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
