package care.silverbell.records.response.reach;

import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.ingest.database.Database;
import care.silverbell.records.response.form.Form;
import care.silverbell.records.response.reach.ReachBook.Robot;
import care.silverbell.records.seal.SealedWords;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** The robots in the chat groups of a cell's workers. */
final class Robots {
  static final int MOST = 10;

  private static final List<ChannelKind> KINDS =
      List.of(ChannelKind.WECOM, ChannelKind.DINGTALK, ChannelKind.NTFY, ChannelKind.WEBHOOK);

  private final Database database;
  private final SealedWords words;

  Robots(Database database, SealedWords words) {
    this.database = database;
    this.words = words;
  }

  /** Reads one that somebody wrote; a topic of ntfy is a name, all others are addresses. */
  static Robot read(Form form) {
    String channel = form.required("channel");
    ChannelKind kind =
        KINDS.stream()
            .filter(it -> it.wireName().equals(channel))
            .findFirst()
            .orElseThrow(() -> form.wrong("channel", "is one of wecom, dingtalk, ntfy, webhook"));
    String to = form.required("to");
    if (kind != ChannelKind.NTFY) {
      WishesJson.checkAddress(form, "to", to);
    }
    return new Robot(kind, to, form.required("name"));
  }

  /** The cell's own, in order, with whole addresses; empty where there is no such cell. */
  Optional<JsonArray> of(UUID cell) {
    var rows =
        database.query(
            "reading robots",
            """
            select c.id, g.channel, g.address, g.name from grid_cell c left join group_robot g on g.cell = c.id
             where c.id = $1 order by g.place, g.id
            """,
            cell);
    if (rows.size() == 0) {
      return Optional.empty();
    }
    JsonArray items = new JsonArray();
    rows.forEach(row -> {
      if (row.getString("channel") != null) {
        items.add(
            new JsonObject()
                .put("channel", row.getString("channel"))
                .put("to", words.open(row.getString("address")))
                .put("name", row.getString("name")));
      }
    });
    return Optional.of(items);
  }

  private String kept(Robot robot) {
    return robot.channel() == ChannelKind.NTFY
        ? words.sealed(robot.address())
        : words.sealedAddress(robot.address());
  }

  /** Puts these in the place of the cell's own; answers false if there is no such cell. */
  boolean put(UUID cell, List<Robot> robots) {
    return database.transaction(
        "writing robots",
        tx -> {
          if (Database.query(
                      tx, "taking a cell", "select from grid_cell where id = $1 for update", cell)
                  .size()
              == 0) {
            return false;
          }
          var _ =
              Database.query(
                  tx, "taking robots away", "delete from group_robot where cell = $1", cell);
          Database.batch(
              tx,
              "adding robots",
              """
              insert into group_robot (id, cell, place, channel, address, name) values ($1, $2, $3, $4, $5, $6)
              on conflict do nothing
              """,
              IntStream.range(0, robots.size())
                  .mapToObj(place -> {
                    Robot robot = robots.get(place);
                    return Database.tuple(
                        UUID.randomUUID(),
                        cell,
                        place,
                        robot.channel().wireName(),
                        kept(robot),
                        robot.name());
                  })
                  .toList());
          return true;
        });
  }
}
