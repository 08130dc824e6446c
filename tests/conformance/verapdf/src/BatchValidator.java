import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;

/**
 * Validates many PDF files in one virtual machine. Standard input: a job a line, the flavour ("ua1", "2a"), a tab, the path.
 * Standard output: a JSON object a line, in the order of the jobs.
 */
public final class BatchValidator {
    /** How many failed checks of one rule are kept; their number is known all the same. */
    private static final int SHOWN_CHECKS = 3;

    private BatchValidator() {}

    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        ObjectMapper json = new ObjectMapper();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader jobs = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = jobs.readLine(); line != null; line = jobs.readLine()) {
            int tab = line.indexOf('\t');
            out.println(json.writeValueAsString(report(line.substring(0, tab), line.substring(tab + 1))));
        }
    }

    /** The report on one file. A file that veraPDF cannot read is a report too, with an "error". */
    private static Map<String, Object> report(String flavourId, String path) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("file", path);
        report.put("flavour", flavourId);
        try {
            ValidationResult result = validate(PDFAFlavour.byFlavourId(flavourId), Path.of(path));
            report.put("compliant", result.isCompliant());
            report.put("failures", failures(result));
        } catch (Exception error) {
            report.put("compliant", false);
            report.put("error", String.valueOf(error));
        }
        return report;
    }

    private static ValidationResult validate(PDFAFlavour flavour, Path path) throws Exception {
        if (flavour == PDFAFlavour.NO_FLAVOUR) {
            throw new IOException("unknown flavour");
        }
        try (PDFAParser parser = Foundries.defaultInstance().createParser(Files.newInputStream(path), flavour);
             PDFAValidator validator = ValidatorFactory.createValidator(flavour, SHOWN_CHECKS, false, true, false)) {
            return validator.validate(parser);
        }
    }

    /** The rules that failed, each once, with the number of failed checks and the first one's place and words. */
    private static List<Map<String, Object>> failures(ValidationResult result) {
        Map<RuleId, TestAssertion> first = new LinkedHashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                first.putIfAbsent(assertion.getRuleId(), assertion);
            }
        }
        List<Map<String, Object>> failures = new ArrayList<>();
        first.forEach((rule, assertion) -> failures.add(failure(rule, assertion, result.getFailedChecks().getOrDefault(rule, 1))));
        return failures;
    }

    private static Map<String, Object> failure(RuleId rule, TestAssertion assertion, int count) {
        Map<String, Object> failure = new LinkedHashMap<>();
        failure.put("clause", rule.getClause());
        failure.put("test", rule.getTestNumber());
        failure.put("description", assertion.getMessage());
        failure.put("message", assertion.getErrorMessage());
        failure.put("count", count);
        failure.put("context", assertion.getLocation() == null ? "" : assertion.getLocation().getContext());
        return failure;
    }
}
