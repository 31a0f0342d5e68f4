package care.silverbell.records.http;

import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.AccessLog;
import care.silverbell.records.access.AccessLog.Look;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Caller;
import care.silverbell.records.access.Oversight;
import care.silverbell.records.access.Role;
import care.silverbell.records.access.Sight;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one way to add a route that answers in JSON: who may call it stands beside its path, and
 * problems are mapped in one place.
 */
public final class Api {
  /** The session's cookie. */
  public static final String COOKIE = "silverbell_session";

  /** Everybody who is signed in. */
  public static final Set<Role> SIGNED_IN = Set.of(Role.values());

  /** Those who keep the files. */
  public static final Set<Role> OFFICE = Set.of(Role.ADMIN, Role.DESK);

  /** The administrator alone. */
  public static final Set<Role> ADMIN = Set.of(Role.ADMIN);

  private static final String BEARER = "Bearer ";

  private static final String ABOUT_A_PERSON = "/api/people/:id";

  private final Router router;
  private final Oversight oversight;
  private final List<Rule> rules = new CopyOnWriteArrayList<>();

  Api(Router router, Oversight oversight) {
    this.router = router;
    this.oversight = oversight;
  }

  /**
   * Who may call a route.
   *
   * @param roles empty where no sign-in is needed
   * @param aspect what of the person in the path must be theirs to see; null where the path names
   *     nobody
   */
  public record Rule(HttpMethod method, String path, Set<Role> roles, @Nullable Aspect aspect) {}

  /** Whom a request is about, and what its caller sees of them. */
  public record Seen(PersonId person, Sight sight) {}

  /** What a signed-in caller asks about one person. */
  @FunctionalInterface
  public interface PersonEndpoint {
    /** Answers the caller. */
    @Nullable Object answer(Account caller, Query query, Seen seen);
  }

  /** What a signed-in caller asks; answers JSON, or null where there is nothing to say (204). */
  @FunctionalInterface
  public interface Endpoint {
    /** Answers the caller. */
    @Nullable Object answer(Account caller, Query query);
  }

  /**
   * An answer that is not JSON.
   *
   * @param name what a browser calls it when it is kept
   */
  public record Bytes(String type, String name, Buffer bytes) {}

  /**
   * What anybody may ask, such as to be signed in; answers JSON, or null where it has answered
   * itself.
   */
  @FunctionalInterface
  public interface OpenEndpoint {
    /** Answers whoever asks. */
    @Nullable Object answer(Query query);
  }

  /** GET for those roles. */
  public void get(String path, Set<Role> roles, Endpoint endpoint) {
    route(HttpMethod.GET, path, roles, endpoint);
  }

  /** POST for those roles. */
  public void post(String path, Set<Role> roles, Endpoint endpoint) {
    route(HttpMethod.POST, path, roles, endpoint);
  }

  /** PUT for those roles. */
  public void put(String path, Set<Role> roles, Endpoint endpoint) {
    route(HttpMethod.PUT, path, roles, endpoint);
  }

  /** A route without sign-in. */
  public void open(HttpMethod method, String path, OpenEndpoint endpoint) {
    rules.add(new Rule(method, path, Set.of(), null));
    router
        .route(method, path)
        .handler(context -> answer(context, () -> endpoint.answer(new Query(context))));
  }

  /** A route that keeps its connection, such as a stream; the endpoint writes for itself. */
  public void route(HttpMethod method, String path, Set<Role> roles, Endpoint endpoint) {
    if (path.startsWith(ABOUT_A_PERSON)) {
      throw new IllegalArgumentException(path + " is about a person: the policy must be asked");
    }
    rules.add(new Rule(method, path, roles, null));
    handle(method, path, roles, endpoint);
  }

  /**
   * A route about the person whose id is in its path: 404 for a caller to whom there is no such
   * person, 403 where the aspect is not theirs to see now. The look is in the log before the answer
   * leaves.
   */
  public void person(
      HttpMethod method, String path, Set<Role> roles, Aspect aspect, PersonEndpoint endpoint) {
    person(method, path, roles, aspect, _ -> "", endpoint);
  }

  /**
   * The same, where whoever looks must say why: the reason is kept with the look.
   *
   * @param reason read from the request; throws a {@link Problem} where it is missing
   */
  public void person(
      HttpMethod method,
      String path,
      Set<Role> roles,
      Aspect aspect,
      Function<Query, String> reason,
      PersonEndpoint endpoint) {
    rules.add(new Rule(method, path, roles, aspect));
    String what = what(path);
    handle(
        method,
        path,
        roles,
        (caller, query) -> {
          Seen seen = seen(caller, query);
          if (!seen.sight.shows(aspect)) {
            throw Problem.forbidden(
                "that part of the file (" + aspect.wireName() + ") is not yours to see now");
          }
          query.checkMayChange(seen.sight);
          Look look =
              new Look(
                  seen.person,
                  new AccessLog.SignedIn(caller.id()),
                  what,
                  seen.sight.purpose(),
                  reason.apply(query));
          AccessLog.Noting noting = oversight.log().note(List.of(look));
          Object answer = endpoint.answer(caller, query, seen);
          noting.awaitKept();
          return answer;
        });
  }

  /** What a path asks for: the last of the words behind the person, up to the next parameter. */
  private static String what(String path) {
    String words = path.substring(ABOUT_A_PERSON.length()).replaceFirst("/:.*", "");
    return words.isEmpty() ? "file" : words.substring(words.lastIndexOf('/') + 1);
  }

  private Seen seen(Account caller, Query query) {
    try {
      PersonId person = PersonId.of(query.path("id"));
      return oversight
          .visibility()
          .sight(caller, person)
          .map(sight -> new Seen(person, sight))
          .orElseThrow(Api::nobody);
    } catch (IllegalArgumentException e) {
      throw nobody();
    }
  }

  private static Problem nobody() {
    return Problem.notFound("there is no such person for you");
  }

  /** Every route that was added, with who may call it. */
  public List<Rule> rules() {
    return List.copyOf(rules);
  }

  private void handle(HttpMethod method, String path, Set<Role> roles, Endpoint endpoint) {
    router
        .route(method, path)
        .handler(context ->
            answer(
                context,
                () -> {
                  Account caller =
                      caller(context)
                          .orElseThrow(
                              () -> Problem.unauthorized("sign in with POST /api/session"));
                  if (!roles.contains(caller.role())) {
                    throw Problem.forbidden("a " + caller.role().wireName() + " may not");
                  }
                  return endpoint.answer(caller, new Query(context));
                }));
  }

  /** Who is signed in on that request. */
  public Optional<Account> caller(RoutingContext context) {
    return Gate.caller(context).map(Caller::account);
  }

  /** The session's token, from the cookie or from {@code Authorization: Bearer}. */
  public static Optional<String> token(RoutingContext context) {
    var cookie = context.request().getCookie(COOKIE);
    if (cookie != null) {
      return Optional.of(cookie.getValue());
    }
    return Optional.ofNullable(context.request().getHeader("Authorization"))
        .filter(it -> it.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(it -> it.substring(BEARER.length()));
  }

  private interface Work {
    @Nullable Object answer();
  }

  private static void answer(RoutingContext context, Work work) {
    try {
      Object json = work.answer();
      if (context.response().headWritten()) {
        return;
      }
      switch (json) {
        case null -> {
          var _ = context.response().setStatusCode(204).end();
        }
        case Bytes bytes -> end(context, bytes);
        default -> end(context, "application/json", json);
      }
    } catch (Exception e) {
      fail(context, e);
    }
  }

  /** Answers with what went wrong, once for all routes. */
  static void fail(RoutingContext context, Throwable cause) {
    Problem problem = Failures.said(context, cause);
    if (context.response().ended() || context.response().headWritten()) {
      return;
    }
    context.response().setStatusCode(problem.status());
    end(context, "application/problem+json", problem.toJson());
  }

  /** Shown by nobody as anything but what it is, and running nothing. */
  private static void end(RoutingContext context, Bytes answer) {
    var _ =
        context
            .response()
            .putHeader("Content-Type", answer.type())
            .putHeader("Content-Disposition", "inline; filename=\"" + answer.name() + "\"")
            .putHeader("Content-Security-Policy", "default-src 'none'; sandbox")
            .putHeader("Cache-Control", "no-store")
            .end(answer.bytes());
  }

  private static void end(RoutingContext context, String type, Object json) {
    String text =
        switch (json) {
          case JsonObject object -> object.encode();
          case JsonArray array -> array.encode();
          default -> throw new IllegalStateException("not JSON: " + json.getClass());
        };
    var _ =
        context
            .response()
            .putHeader("Content-Type", type)
            .putHeader("Cache-Control", "no-store")
            .end(text);
  }
}
