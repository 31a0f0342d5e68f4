package care.silverbell.records.http;

import io.vertx.core.json.JsonObject;

/** What was wrong with a request, as RFC 9457 has it; thrown in a route, mapped once. */
public final class Problem extends RuntimeException {
  private final int status;
  private final String title;
  private final JsonObject more = new JsonObject();
  private final String type;

  private Problem(int status, String title, String detail) {
    this(status, title, detail, "about:blank");
  }

  private Problem(int status, String title, String detail, String type) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
    this.type = type;
  }

  /** 400 of a kind that the page has its own words for. */
  static Problem badRequest(String type, String detail) {
    return new Problem(400, "Bad request", detail, type);
  }

  /** 400: what was sent cannot be used, with the way to mend it. */
  public static Problem badRequest(String detail) {
    return new Problem(400, "Bad request", detail);
  }

  /** 401: nobody is signed in. */
  public static Problem unauthorized(String detail) {
    return new Problem(401, "Not signed in", detail);
  }

  /** 403: the role may not. */
  public static Problem forbidden(String detail) {
    return new Problem(403, "Forbidden", detail);
  }

  /** 403 of a kind that the page has its own words for. */
  static Problem forbidden(String type, String detail) {
    return new Problem(403, "Forbidden", detail, type);
  }

  /** 404: there is no such thing, or it is not the caller's to see. */
  public static Problem notFound(String detail) {
    return new Problem(404, "Not found", detail);
  }

  /** 409: it is there already, or in the way. */
  public static Problem conflict(String detail) {
    return new Problem(409, "Conflict", detail);
  }

  /** 409 of a kind that the page has its own words for. */
  public static Problem conflict(String type, String detail) {
    return new Problem(409, "Conflict", detail, type);
  }

  /** 412: it has been changed since the caller read it. */
  public static Problem preconditionFailed(String detail) {
    return new Problem(412, "Changed meanwhile", detail);
  }

  /** 428: the caller must say which version they mean. */
  public static Problem preconditionRequired(String detail) {
    return new Problem(428, "Precondition required", detail);
  }

  /** 413: it is larger than what is taken. */
  public static Problem tooLarge(String detail) {
    return new Problem(413, "Too large", detail);
  }

  /** 429: too often; the route says in {@code Retry-After} when again. */
  public static Problem tooMany(String detail) {
    return new Problem(429, "Too many requests", detail);
  }

  /** 503: a part of the service is away; the same may be asked again. */
  public static Problem unavailable(String detail) {
    return new Problem(503, "Unavailable", detail);
  }

  /** Any other status of the web framework's own. */
  static Problem of(int status, String detail) {
    return new Problem(status, "Error", detail);
  }

  /** The same with one more member, for machines to read. */
  public Problem with(String name, String value) {
    more.put(name, value);
    return this;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  JsonObject toJson() {
    return more.copy()
        .put("type", type)
        .put("title", title)
        .put("status", status)
        .put("detail", getMessage());
  }
}
