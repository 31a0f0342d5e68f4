package care.silverbell.alerting;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "care.silverbell", importOptions = ImportOption.DoNotIncludeTests.class)
class FloorsTest {
  @ArchTest
  static final ArchRule alertingStandsOnIngestAndKnowsNothingAbove =
      noClasses()
          .that()
          .resideInAPackage("care.silverbell.alerting..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "care.silverbell.records..", "care.silverbell.sim..", "care.silverbell");

  @ArchTest
  static final ArchRule noPackageIsInACircle =
      slices().matching("care.silverbell.alerting.(*)..").should().beFreeOfCycles();
}
