package care.silverbell;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The floors of the whole house: care-records on alerting on ingest, and the simulator beside. */
@AnalyzeClasses(
    packages = "care.silverbell",
    importOptions = {ImportOption.DoNotIncludeTests.class, FloorsTest.NoTestJars.class})
class FloorsTest {
  private static final String ROOT = "care.silverbell";
  private static final String INGEST = "care.silverbell.ingest..";
  private static final String ALERTING = "care.silverbell.alerting..";
  private static final String RECORDS = "care.silverbell.records..";
  private static final String SIMULATOR = "care.silverbell.sim..";

  private static final DescribedPredicate<JavaClass> OURS =
      resideInAPackage("care.silverbell..").as("classes of the house");

  @ArchTest
  static final ArchRule ingestKnowsNothingAboveItself =
      noClasses()
          .that()
          .resideInAPackage(INGEST)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ALERTING, RECORDS, SIMULATOR, ROOT);

  @ArchTest
  static final ArchRule alertingKnowsNothingAboveItself =
      noClasses()
          .that()
          .resideInAPackage(ALERTING)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(RECORDS, SIMULATOR, ROOT);

  @ArchTest
  static final ArchRule recordsKnowNeitherTheSimulatorNorTheRoof =
      noClasses()
          .that()
          .resideInAPackage(RECORDS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SIMULATOR, ROOT);

  @ArchTest
  static final ArchRule theSimulatorIsAStranger =
      noClasses()
          .that()
          .resideInAPackage(SIMULATOR)
          .should()
          .dependOnClassesThat(OURS.and(not(resideInAPackage(SIMULATOR))));

  @ArchTest
  static final ArchRule onlyTheDemoKnowsTheSimulator =
      noClasses()
          .that()
          .resideOutsideOfPackage(SIMULATOR)
          .and()
          .doNotBelongToAnyOf(Demo.class, WarmUpCommand.class)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SIMULATOR);

  @ArchTest
  static final ArchRule noRoomOfTheRecordsIsInACircle =
      slices().matching("care.silverbell.records.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheBrokerRoomKnowsMqtt =
      noneBut("care.silverbell.ingest.broker..", "org.eclipse.paho..", "org.apache.activemq..");

  @ArchTest
  static final ArchRule onlyTheTelemetryRoomKnowsInfluxDb =
      noneBut("care.silverbell.ingest.telemetry..", "com.influxdb..");

  @ArchTest
  static final ArchRule onlyTheDatabaseRoomKnowsTheEmbeddedPostgres =
      noneBut("care.silverbell.ingest.database..", "io.zonky..", "org.flywaydb..");

  /** The simulator has parts of its own: it is another program. */
  private static ArchRule noneBut(String room, String... parts) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(room, SIMULATOR)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(parts);
  }

  /** The ground floor's test fixtures come in a jar of their own. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }
}
