package care.silverbell.records.response.reach;

import care.silverbell.alerting.notification.Address;
import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Recipient;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.AccessLog;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Oversight;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.response.form.Form;
import care.silverbell.records.response.reach.Owners.Owner;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The routes by which an address is shown to be its owner's: a code goes there, and comes back. */
public final class VerificationRoutes {
  private final Owners owners;
  private final Verifications verifications;
  private final Map<ChannelKind, Channel> channels;
  private final Oversight oversight;

  /** Codes go over those channels. */
  public VerificationRoutes(
      Owners owners, Verifications verifications, List<Channel> channels, Oversight oversight) {
    this.owners = owners;
    this.verifications = verifications;
    this.channels = channels.stream().collect(Collectors.toMap(Channel::kind, Function.identity()));
    this.oversight = oversight;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.post("/api/verifications", Api.SIGNED_IN, this::send);
    api.post("/api/verifications/:id", Api.SIGNED_IN, this::tried);
  }

  private JsonObject send(Account caller, Query query) {
    Form form = Form.of(query);
    Owner owner = owner(caller, form);
    Address address = address(form, owner.recipient());
    Channel channel = channels.get(address.channel());
    if (channel == null) {
      throw form.wrong("channel", "takes no code");
    }
    Verifications.Made made;
    try {
      made = verifications.make(owner.owner(), address, caller);
    } catch (Verifications.TooMany e) {
      query.context().response().putHeader("Retry-After", "" + e.duration().toSeconds());
      throw Problem.tooMany("" + e.getMessage());
    }
    switch (channel.send(
        made.id(), address.to(), CodeText.of(made.code(), owner.recipient().language()))) {
      case Delivery.Taken _, Delivery.Delivered _ -> {}
      case Delivery.TryAgain again -> throw notSent(again.reason());
      case Delivery.Refused refused -> throw notSent(refused.reason());
    }
    query.context().response().setStatusCode(201);
    return new JsonObject()
        .put("id", made.id().toString())
        .put("expires", made.expires().toString())
        .put("to", Phones.masked(owners.written(address.to())));
  }

  private JsonObject tried(Account caller, Query query) {
    UUID id;
    try {
      id = UUID.fromString(query.path("id"));
    } catch (IllegalArgumentException e) {
      throw over();
    }
    String code = query.required("code");
    return switch (verifications.tried(id, code, caller, isOffice(caller))) {
      case Verifications.Tried.Verified(String owner, String address) ->
          new JsonObject().put("owner", owner).put("to", Phones.masked(owners.written(address)));
      case Verifications.Tried.Wrong(int left) ->
          throw Problem.badRequest("the code is another one; tries left: " + left);
      case Verifications.Tried.Over _ -> throw over();
    };
  }

  /** The office may for everybody, all others for themselves. */
  private Owner owner(Account caller, Form form) {
    String name = form.required("owner");
    Owner own = owners.ofAccount(caller.id());
    if (name.equals("me") || name.equals(own.owner())) {
      return own;
    }
    if (!isOffice(caller)) {
      throw Problem.forbidden("only your own addresses are yours to verify");
    }
    Optional<Owner> found;
    try {
      found = owners.named(name);
    } catch (IllegalArgumentException e) {
      throw form.wrong("owner", "is me, or such as staff:, contact: or account: and an id");
    }
    Owner owner = found.orElseThrow(() -> Problem.notFound("there is nobody called " + name));
    PersonId person = owner.person();
    if (person != null) {
      look(caller, person);
    }
    return owner;
  }

  private void look(Account caller, PersonId person) {
    var sight =
        oversight
            .visibility()
            .sight(caller, person)
            .orElseThrow(() -> Problem.notFound("there is no such person for you"));
    oversight
        .log()
        .note(List.of(new AccessLog.Look(person, caller, "contacts", sight.purpose())))
        .awaitKept();
  }

  private Address address(Form form, Recipient recipient) {
    String channel = form.required("channel");
    String to = Phones.plain(form.required("to"));
    String asWritten = form.required("to");
    return recipient.addresses().stream()
        .filter(it -> it.channel().wireName().equals(channel))
        .filter(it -> it.to().equals(to) || owners.written(it.to()).equals(asWritten))
        .findFirst()
        .orElseThrow(
            () -> form.wrong("to", "is none of their addresses on a channel that is set up here"));
  }

  private static boolean isOffice(Account caller) {
    return Api.OFFICE.contains(caller.role());
  }

  private static Problem notSent(String reason) {
    return Problem.unavailable("the code could not be sent: " + reason);
  }

  private static Problem over() {
    return Problem.notFound("there is no such code, or it is over: have another one sent");
  }
}
