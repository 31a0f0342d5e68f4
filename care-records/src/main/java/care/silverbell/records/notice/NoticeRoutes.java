package care.silverbell.records.notice;

import care.silverbell.alerting.Alerting;
import care.silverbell.alerting.incident.Answerers;
import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.Responder;
import care.silverbell.alerting.notification.Receipts;
import care.silverbell.alerting.notification.RecipientId;
import care.silverbell.ingest.database.Database;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Role;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Query;
import care.silverbell.records.incident.VisibleIncidents;
import care.silverbell.records.notice.Notices.Dispatch;
import care.silverbell.records.notice.Notices.Notice;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes to whom an incident's notices reached, and to what a page says of its own. */
public final class NoticeRoutes {
  /** How far a notice has come, from least to most. */
  private static final List<String> STATES =
      List.of("dropped", "failed", "queued", "sending", "sent", "delivered", "read", "answered");

  private final Notices notices;
  private final IncidentDesk desk;
  private final Receipts receipts;
  private final Answerers answerers;
  private final VisibleIncidents incidents;

  /** Brings together what they need. */
  public NoticeRoutes(
      Database database, Alerting alerting, Answerers answerers, VisibleIncidents incidents) {
    notices = new Notices(database);
    desk = alerting.desk();
    receipts = alerting.receipts();
    this.answerers = answerers;
    this.incidents = incidents;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/incidents/:id/notices", Api.SIGNED_IN, this::list);
    api.post("/api/incidents/:id/pass", Api.SIGNED_IN, this::pass);
    api.post("/api/incidents/:id/seen", Api.SIGNED_IN, this::seen);
  }

  private JsonArray list(Account caller, Query query) {
    Incident incident = incidents.named(caller, query);
    JsonArray json = new JsonArray();
    notices.of(incident.id()).forEach(notice -> json.add(json(notice, caller.role())));
    return json;
  }

  private @Nullable Object pass(Account caller, Query query) {
    Incident incident = incidents.named(caller, query);
    String why = query.optional("why");
    var _ = desk.pass(incident.id(), responder(caller), why);
    return null;
  }

  private @Nullable Object seen(Account caller, Query query) {
    Incident incident = incidents.named(caller, query);
    receipts.seen(incident.id(), RecipientId.of(answerers.recipientOf(responder(caller))));
    return null;
  }

  private static Responder responder(Account account) {
    return new Responder(account.name(), account.displayName());
  }

  /** Family learns who was told and how far that has come; not where and by what. */
  private static JsonObject json(Notice notice, Role role) {
    JsonObject json =
        new JsonObject()
            .put("step", notice.step())
            .put("name", notice.name())
            .put("purpose", notice.purpose())
            .put("at", "" + notice.at())
            .put("state", state(notice));
    if (role == Role.FAMILY) {
      return json;
    }
    JsonArray dispatches = new JsonArray();
    notice.dispatches().forEach(dispatch -> dispatches.add(json(dispatch)));
    return json.put("recipient", notice.recipient()).put("dispatches", dispatches);
  }

  private static JsonObject json(Dispatch dispatch) {
    JsonArray events = new JsonArray();
    dispatch
        .events()
        .forEach(event ->
            events.add(
                new JsonObject()
                    .put("at", "" + event.at())
                    .put("what", event.what())
                    .put("detail", event.detail())));
    return new JsonObject()
        .put("channel", dispatch.channel().wireName())
        .put("address", Masked.of(dispatch.channel(), dispatch.address()))
        .put("state", dispatch.state())
        .put("attempts", dispatch.attempts())
        .put("events", events);
  }

  /** The furthest that it has come on any channel; {@code unreachable} where there was none. */
  private static String state(Notice notice) {
    return notice.dispatches().stream()
        .map(Dispatch::state)
        .max(Comparator.comparingInt(STATES::indexOf))
        .orElse("unreachable");
  }
}
