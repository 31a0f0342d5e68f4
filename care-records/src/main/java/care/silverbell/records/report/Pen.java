package care.silverbell.records.report;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.util.Matrix;

/**
 * Draws on one page of A4, in points from the upper left corner. A character that the font has not
 * is written as 〓, as printers do.
 */
final class Pen implements AutoCloseable {
  static final float WIDTH = PDRectangle.A4.getWidth();
  static final float HEIGHT = PDRectangle.A4.getHeight();
  private static final String FONT = "/report/NotoSansSC-Subset.ttf";
  private static final int MISSING = '〓';

  private final PDDocument document = new PDDocument();
  private final PDFont font;
  private final PDPageContentStream page;

  /** Begins a document of one page. */
  Pen(String title, String language) {
    try (InputStream in = Objects.requireNonNull(Pen.class.getResourceAsStream(FONT), FONT)) {
      font = PDType0Font.load(document, in, true);
      PDPage sheet = new PDPage(PDRectangle.A4);
      document.addPage(sheet);
      document.getDocumentInformation().setTitle(title);
      document.getDocumentCatalog().setLanguage(language);
      page = new PDPageContentStream(document, sheet);
    } catch (IOException e) {
      throw new UncheckedIOException("beginning a page", e);
    }
  }

  private interface Stroke {
    void draw() throws IOException;
  }

  private static void drawn(Stroke stroke) {
    try {
      stroke.draw();
    } catch (IOException e) {
      throw new UncheckedIOException("drawing a page", e);
    }
  }

  /** Writes from there on; {@code y} is the line that letters stand on. */
  void text(float x, float y, float size, Color colour, String words) {
    drawn(() -> {
      page.beginText();
      page.setFont(font, size);
      page.setNonStrokingColor(colour);
      page.newLineAtOffset(x, HEIGHT - y);
      page.showText(known(words));
      page.endText();
    });
  }

  /** Writes upwards from there on. */
  void upright(float x, float y, float size, Color colour, String words) {
    drawn(() -> {
      page.beginText();
      page.setFont(font, size);
      page.setNonStrokingColor(colour);
      page.setTextMatrix(Matrix.getRotateInstance(Math.PI / 2, x, HEIGHT - y));
      page.showText(known(words));
      page.endText();
    });
  }

  /** Writes around there. */
  void centred(float x, float y, float size, Color colour, String words) {
    text(x - width(size, words) / 2, y, size, colour, words);
  }

  /** Writes up to there. */
  void right(float x, float y, float size, Color colour, String words) {
    text(x - width(size, words), y, size, colour, words);
  }

  /** How broad words are. */
  float width(float size, String words) {
    try {
      return font.getStringWidth(known(words)) / 1000 * size;
    } catch (IOException e) {
      throw new UncheckedIOException("measuring words", e);
    }
  }

  /** As many of the words as have room, with an ellipsis where some have none. */
  String fitting(float size, float room, String words) {
    String fitting = words;
    while (!fitting.isEmpty() && width(size, fitting + "…") > room && width(size, words) > room) {
      fitting = fitting.substring(0, fitting.offsetByCodePoints(fitting.length(), -1));
    }
    return fitting.equals(words) ? words : fitting + "…";
  }

  /** A filled rectangle. */
  void box(float x, float y, float width, float height, Color colour) {
    drawn(() -> {
      page.setNonStrokingColor(colour);
      page.addRect(x, HEIGHT - y - height, width, height);
      page.fill();
    });
  }

  /** A straight line; {@code dash} is how long its pieces are, 0 for a whole one. */
  void line(float x1, float y1, float x2, float y2, float width, Color colour, float dash) {
    drawn(() -> {
      page.setStrokingColor(colour);
      page.setLineWidth(width);
      page.setLineDashPattern(dash == 0 ? new float[0] : new float[] {dash}, 0);
      page.moveTo(x1, HEIGHT - y1);
      page.lineTo(x2, HEIGHT - y2);
      page.stroke();
    });
  }

  /** Slanting lines over a rectangle, so that it is also told apart without colours. */
  void hatched(float x, float y, float width, float height, Color colour) {
    drawn(() -> {
      page.saveGraphicsState();
      page.addRect(x, HEIGHT - y - height, width, height);
      page.clip();
    });
    for (float at = x - height; at < x + width; at += 4) {
      line(at, y + height, at + height, y, 0.5f, colour, 0);
    }
    drawn(page::restoreGraphicsState);
  }

  private String known(String words) {
    StringBuilder known = new StringBuilder();
    words
        .codePoints()
        .filter(it -> !Character.isISOControl(it))
        .forEach(it -> known.appendCodePoint(isKnown(it) ? it : MISSING));
    return known.toString();
  }

  private boolean isKnown(int character) {
    try {
      return font.encode(Character.toString(character)).length > 0;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  /** The document as it is kept in a file; nothing can be drawn after. */
  byte[] finish() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    drawn(() -> {
      page.close();
      document.save(bytes);
    });
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    drawn(document::close);
  }
}
