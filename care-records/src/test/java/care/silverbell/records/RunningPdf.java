package care.silverbell.records;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.SignedIn;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** What stands in a PDF that the running service answers. */
final class RunningPdf {
  private RunningPdf() {}

  /** Its text; it has one page. */
  static String text(SignedIn caller, String path) throws IOException {
    try (PDDocument document = Loader.loadPDF(caller.bytes(path))) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      return new PDFTextStripper().getText(document);
    }
  }
}
