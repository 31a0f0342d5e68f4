package care.silverbell.records.rule;

import care.silverbell.alerting.backtest.Proposal;
import care.silverbell.alerting.rule.Zone;
import care.silverbell.records.rule.backtest.Asked;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;

/** All zones that would stand then: what rings hangs on all of them together, not on names. */
record AskedZones(List<Zone> zones) implements Asked {
  AskedZones {
    zones = List.copyOf(zones);
  }

  @Override
  public Kind kind() {
    return Kind.ZONES;
  }

  @Override
  public JsonObject json() {
    List<JsonObject> places =
        zones.stream()
            .map(zone -> ZoneJson.area(zone).put("hours", ZoneJson.hours(zone)))
            .sorted(Comparator.comparing(JsonObject::encode))
            .toList();
    return new JsonObject().put("zones", new JsonArray(places));
  }

  @Override
  public Proposal proposal(boolean overOwn) {
    return new Proposal.OfZones(zones);
  }
}
