package care.silverbell.ingest;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which room of the ground floor may lean on which. */
@AnalyzeClasses(
    packages = "care.silverbell.ingest",
    importOptions = ImportOption.DoNotIncludeTests.class)
class FloorsTest {
  private static final String HERE = "care.silverbell.ingest.";

  private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("care.silverbell..");

  /** Each package is one slice, the root among them: a room may not look back up at Ingest. */
  @ArchTest
  static final ArchRule noPackageIsInACircle =
      slices().matching("care.silverbell.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule readingLeansOnNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage(HERE + "reading..")
          .should()
          .dependOnClassesThat(OURS.and(not(resideInAPackage(HERE + "reading.."))));

  @ArchTest
  static final ArchRule bandLeansOnReadingOnly =
      noClasses()
          .that()
          .resideInAPackage(HERE + "band..")
          .should()
          .dependOnClassesThat(
              OURS.and(not(resideInAnyPackage(HERE + "reading..", HERE + "band.."))));

  @ArchTest
  static final ArchRule noArrowIsDrawnUpward =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "care.silverbell",
              "care.silverbell.alerting..",
              "care.silverbell.records..",
              "care.silverbell.sim..");

  @ArchTest
  static final ArchRule onlyTheBrokerRoomKnowsMqtt =
      noClasses()
          .that()
          .resideOutsideOfPackage(HERE + "broker..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.eclipse.paho..", "org.apache.activemq..");

  @ArchTest
  static final ArchRule onlyTheTelemetryRoomKnowsInfluxDb =
      noClasses()
          .that()
          .resideOutsideOfPackage(HERE + "telemetry..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.influxdb..");

  @ArchTest
  static final ArchRule classesAreNamedAfterTheField =
      classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)(\\$.*)?");
}
