import java.io.FileInputStream;
import java.util.Set;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Asks veraPDF about files: `java -cp ... validate-pdf.java 3a,ua1 one.pdf two.pdf`. Writes one line for each file and standard: file, standard,
 * number of checks, and the rules that were broken, between tabs. Run from its source by pdf-validator.ts.
 */
public class ValidatePdf {
  public static void main(String[] given) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (int at = 1; at < given.length; at++) {
      for (String standard : given[0].split(",")) {
        System.out.println("verdict\t" + given[at] + "\t" + standard + "\t" + verdict(given[at], standard));
      }
    }
  }

  private static String verdict(String file, String standard) {
    PDFAFlavour flavour = PDFAFlavour.fromString(standard);
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour)) {
      PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
      ValidationResult result = validator.validate(parser);
      Set<String> broken = new TreeSet<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() != TestAssertion.Status.FAILED) continue;
        broken.add(assertion.getRuleId().getClause() + " " + assertion.getMessage().replaceAll("\\s+", " "));
      }
      if (!result.isCompliant() && broken.isEmpty()) broken.add("not compliant");
      return result.getTotalAssertions() + "\t" + String.join("\t", broken);
    } catch (Exception problem) {
      return "0\tunreadable: " + String.valueOf(problem.getMessage()).replaceAll("\\s+", " ");
    }
  }
}
