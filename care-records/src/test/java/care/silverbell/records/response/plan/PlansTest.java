package care.silverbell.records.response.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.response.DefaultPlans;
import care.silverbell.alerting.response.PlanJson;
import care.silverbell.alerting.response.ResponsePlan;
import care.silverbell.alerting.response.ResponsePlan.Step;
import care.silverbell.alerting.response.Who;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.testing.TestDatabase;
import care.silverbell.records.person.Editor;
import care.silverbell.records.response.form.Form;
import care.silverbell.testing.Neighbourhood;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlansTest {
  private static final Instant NOW = Instant.parse("2026-11-25T04:00:00Z");
  private static final Editor OFFICE = new Editor(null, "王芳");

  private final TestDatabase test = TestDatabase.create("alerting", "records");
  private final Database database = test.database();
  private final Plans plans = new Plans(database, InstantSource.fixed(NOW));
  private final Neighbourhood around = new Neighbourhood(database);
  private final UUID street = around.cell("street", null);
  private final UUID community = around.cell("community", street);
  private final UUID cell = around.cell("cell", community);
  private final PersonId person = new PersonId(around.person(cell));

  @AfterAll
  void end() {
    test.close();
  }

  private static ResponsePlan plan(String name) {
    return new ResponsePlan(
        name, List.of(new Step(Duration.ZERO, List.of(new Who.Family()))), null, 1, null);
  }

  private String holds() {
    return plans.of(Severity.EMERGENCY, person).name();
  }

  @Test
  void theNearestCellAboveWinsThenTheOneForEverywhereThenTheProgramsOwn() {
    assertThat(plans.of(Severity.EMERGENCY, person)).isEqualTo(DefaultPlans.of(Severity.EMERGENCY));
    UUID all = plans.add(new Plans.Draft(Severity.EMERGENCY, null, plan("all")), OFFICE);
    assertThat(holds()).isEqualTo("all");
    UUID high = plans.add(new Plans.Draft(Severity.EMERGENCY, street, plan("street")), OFFICE);
    UUID near =
        plans.add(new Plans.Draft(Severity.EMERGENCY, community, plan("community")), OFFICE);
    assertThat(holds()).isEqualTo("community");
    assertThat(plans.of(Severity.URGENT, person)).isEqualTo(DefaultPlans.of(Severity.URGENT));
    assertThat(plans.find(near))
        .hasValueSatisfying(kept -> {
          assertThat(kept.changedAt()).isEqualTo(NOW);
          assertThat(kept.changedBy()).isEqualTo("王芳");
        });
    assertThatThrownBy(
            () -> plans.add(new Plans.Draft(Severity.EMERGENCY, null, plan("second")), OFFICE))
        .isInstanceOf(DatabaseTrouble.class);
    plans.remove(near, OFFICE);
    assertThat(holds()).isEqualTo("street");
    plans.remove(high, OFFICE);
    plans.remove(all, OFFICE);
    assertThat(holds()).isEqualTo("emergency");
    for (UUID plan : List.of(all, high, near)) {
      assertThat(changes(plan)).as("made, and taken away").isEqualTo(2);
    }
  }

  private int changes(UUID plan) {
    return database
        .query("looking", "select from response_plan_change where plan = $1", plan)
        .size();
  }

  @Test
  void aPlanThatCannotBeReadAnyMoreLeavesNobodyWithoutOne() {
    UUID id = plans.add(new Plans.Draft(Severity.NOTICE, null, plan("broken")), OFFICE);
    var _ = database.query("breaking it", "update response_plan set plan = '{}' where id = $1", id);

    assertThat(plans.of(Severity.NOTICE, person)).isEqualTo(DefaultPlans.of(Severity.NOTICE));
    plans.remove(id, OFFICE);
  }

  @Test
  void aPlanThatNamesAStrangerIsNotKept() {
    ResponsePlan named =
        new ResponsePlan(
            "x",
            List.of(new Step(Duration.ZERO, List.of(new Who.Named(UUID.randomUUID())))),
            null,
            1,
            null);

    assertThatThrownBy(() -> plans.add(new Plans.Draft(Severity.URGENT, null, named), OFFICE))
        .hasMessageContaining("staff list");
    assertThatThrownBy(
            () -> plans.add(new Plans.Draft(Severity.URGENT, UUID.randomUUID(), plan("x")), OFFICE))
        .hasMessageContaining("cell");
  }

  @Test
  void everyPlanOfTheProgramIsReadAsItWasWritten() {
    for (Severity severity : Severity.values()) {
      ResponsePlan plan = DefaultPlans.of(severity);
      assertThat(PlanForm.kept(new JsonObject(PlanJson.of(plan).encode()))).isEqualTo(plan);
    }
  }

  @Test
  void aMistakeIsNamedByItsPlace() {
    refused("name is missing", "{}");
    refused("steps: a plan begins with a step at 0 seconds", "{'name':'x'}");
    refused(
        "steps: a plan begins with a step at 0 seconds",
        "{'name':'x','steps':[{'afterSeconds':5,'who':[{'kind':'desk'}]}]}");
    refused("steps: step 1 asks nobody", "{'name':'x','steps':[{'afterSeconds':0,'who':[]}]}");
    refused(
        "steps, item 1: who, item 2: kind is one of",
        "{'name':'x','steps':[{'afterSeconds':0,'who':[{'kind':'desk'},{'kind':'police'}]}]}");
    refused(
        "steps, item 1: who, item 1: levels is missing",
        "{'name':'x','steps':[{'afterSeconds':0,'who':[{'kind':'above'}]}]}");
    refused(
        "steps, item 1: afterSeconds is a whole number",
        "{'name':'x','steps':[{'afterSeconds':-1,'who':[{'kind':'desk'}]}]}");
    refused(
        "againSeconds is a whole number, 10 to",
        "{'name':'x','againSeconds':3,'steps':[{'afterSeconds':0,'who':[{'kind':'desk'}]}]}");
    refused("steps, item 1 is not an object", "{'name':'x','steps':[null]}");
    refused("steps is a list", "{'name':'x','steps':{}}");
  }

  private static void refused(String detail, String json) {
    assertThatThrownBy(() -> PlanForm.read(new Form(new JsonObject(json.replace('\'', '"')), "")))
        .as(json)
        .hasMessageStartingWith(detail);
  }
}
