package care.silverbell.records.grid;

import care.silverbell.records.access.Account;
import care.silverbell.records.access.CellPlace;
import care.silverbell.records.access.StaffSight;
import care.silverbell.records.access.Visibility;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one account sees of the staff, cell by cell. */
final class StaffView {
  private final Account account;
  private final Map<UUID, CellPlace> places;

  private StaffView(Account account, Map<UUID, CellPlace> places) {
    this.account = account;
    this.places = places;
  }

  /** Looks up where the account's people live, for those to whom it matters. */
  static StaffView of(Account account, Visibility visibility) {
    return switch (account.role()) {
      case ADMIN, DESK, GRID -> new StaffView(account, Map.of());
      case DOCTOR, FAMILY -> new StaffView(account, visibility.placesOf(account));
    };
  }

  StaffSight at(UUID cell) {
    return StaffSight.of(account.role(), places.getOrDefault(cell, CellPlace.ELSEWHERE));
  }

  /** Those who serve a cell, with no more of each than is seen. */
  JsonArray served(JsonArray served, StaffSight sight) {
    JsonArray shown = new JsonArray();
    for (Object one : served) {
      JsonObject json = ((JsonObject) one).copy();
      if (!sight.isAtLeast(StaffSight.EVERYTHING)) {
        json.put("account", seenAccount(json.getString("account")));
      }
      if (!sight.isAtLeast(StaffSight.COLLEAGUES)) {
        json.remove("phone");
      }
      shown.add(json);
    }
    return shown;
  }

  /** A sign-in name is the administrator's to know, and one's own. */
  @Nullable String seenAccount(@Nullable String name) {
    boolean all = account.role().keepsOffice();
    return all || account.name().equals(name) ? name : null;
  }
}
