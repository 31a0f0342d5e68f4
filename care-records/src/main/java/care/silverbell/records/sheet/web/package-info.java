/** The routes of import and export, the command line's importer, and the template. */
@NullMarked
package care.silverbell.records.sheet.web;

import org.jspecify.annotations.NullMarked;
