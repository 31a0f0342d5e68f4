package care.silverbell.records.person;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** People's photographs, so that whoever comes to the door knows whom they look for. */
public final class Photos {
  /** More than enough for a face. */
  public static final int LARGEST_BYTES = 512 * 1024;

  private final Database database;
  private final InstantSource clock;

  /** Keeps them in the database. */
  public Photos(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A picture; its type is told by its first bytes, never by what the sender says of it. */
  public record Photo(String type, Buffer bytes) {

    /** Empty for what is neither JPEG, PNG nor WebP. */
    static Optional<Photo> of(Buffer bytes) {
      return Optional.ofNullable(type(bytes)).map(type -> new Photo(type, bytes));
    }

    private static @Nullable String type(Buffer bytes) {
      if (begins(bytes, 0, 0xFF, 0xD8, 0xFF)) {
        return "image/jpeg";
      }
      if (begins(bytes, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
        return "image/png";
      }
      return begins(bytes, 0, 'R', 'I', 'F', 'F') && begins(bytes, 8, 'W', 'E', 'B', 'P')
          ? "image/webp"
          : null;
    }

    private static boolean begins(Buffer bytes, int from, int... signs) {
      if (bytes.length() < from + signs.length) {
        return false;
      }
      for (int i = 0; i < signs.length; i++) {
        if (bytes.getUnsignedByte(from + i) != signs[i]) {
          return false;
        }
      }
      return true;
    }
  }

  /** The person's. */
  public Optional<Photo> of(PersonId person) {
    for (Row row :
        database.query(
            "reading a photo",
            "select type, bytes from person_photo where person = $1",
            person.value())) {
      return Optional.of(new Photo(row.getString("type"), row.getBuffer("bytes")));
    }
    return Optional.empty();
  }

  /** Keeps it in place of the one before. */
  public void put(PersonId person, Photo photo, Editor by) {
    database.transaction(
        "keeping a photo",
        tx -> {
          var _ =
              Database.query(
                  tx,
                  "keeping a photo",
                  """
                  insert into person_photo (person, type, bytes) values ($1, $2, $3)
                  on conflict (person) do update set type = excluded.type, bytes = excluded.bytes
                  """,
                  person.value(),
                  photo.type(),
                  photo.bytes());
          JsonObject kept = new JsonObject().put("photo", photo.type());
          Changes.write(tx, person, by, clock.instant(), "photo", new JsonObject(), kept);
          return photo;
        });
  }

  /** Takes it away, if there is one. */
  public void remove(PersonId person, Editor by) {
    database.transaction(
        "removing a photo",
        tx -> {
          for (Row row :
              Database.query(
                  tx,
                  "removing a photo",
                  "delete from person_photo where person = $1 returning type",
                  person.value())) {
            JsonObject was = new JsonObject().put("photo", row.getString("type"));
            Changes.write(tx, person, by, clock.instant(), "photo", was, new JsonObject());
          }
          return person;
        });
  }
}
