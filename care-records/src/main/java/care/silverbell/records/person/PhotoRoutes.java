package care.silverbell.records.person;

import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Api.Seen;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** The routes to a person's photograph: the picture itself is the body. */
public final class PhotoRoutes {
  private final Photos photos;

  /** Brings together what a photo needs. */
  public PhotoRoutes(Photos photos) {
    this.photos = photos;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    String path = "/api/people/:id/photo";
    api.person(
        HttpMethod.GET, path, Api.SIGNED_IN, Aspect.IDENTITY, (_, _, seen) -> show(seen.person()));
    api.person(HttpMethod.PUT, path, Api.OFFICE, Aspect.FILE, this::keep);
    api.person(HttpMethod.DELETE, path, Api.OFFICE, Aspect.FILE, this::remove);
  }

  private Api.Bytes show(PersonId id) {
    Photos.Photo photo =
        photos.of(id).orElseThrow(() -> Problem.notFound("there is no photo of this person"));
    return new Api.Bytes(photo.type(), "photo", photo.bytes());
  }

  private @Nullable Object keep(Account caller, Query query, Seen seen) {
    Buffer body = query.context().body().buffer();
    if (body == null || body.length() == 0) {
      throw Problem.badRequest("the body is the picture itself, and there is none");
    }
    if (body.length() > Photos.LARGEST_BYTES) {
      throw Problem.badRequest(
          "a photo has 512 KiB at most, and this has "
              + body.length() / 1024
              + ": make it smaller and send it again");
    }
    Photos.Photo photo =
        Photos.Photo.of(body)
            .orElseThrow(() ->
                Problem.badRequest("this is no JPEG, PNG or WebP picture, whatever its name says"));
    photos.put(seen.person(), photo, Editor.of(caller));
    return null;
  }

  private @Nullable Object remove(Account caller, Query query, Seen seen) {
    photos.remove(seen.person(), Editor.of(caller));
    return null;
  }
}
