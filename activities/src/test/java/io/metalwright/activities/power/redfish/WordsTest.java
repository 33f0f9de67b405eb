package io.metalwright.activities.power.redfish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void theSentencesOfTheMessagesAreTold() throws IOException {
        assertThat(told("""
                {"error": {"code": "Base.1.8.GeneralError", "message": "A general error has occurred.",
                 "@Message.ExtendedInfo": [{"MessageId": "Base.1.8.X", "Message": "The volume is in use."},
                                           {"MessageId": "Base.1.8.Y", "Message": "The volume is in use."}]}}""", false)).isEqualTo("The volume is in use.");
    }

    @Test
    void whereTheMessagesHaveNamesAloneTheErrorsOwnSentenceIsTold() throws IOException {
        assertThat(told("""
                {"error": {"message": "No image at that address",
                 "@Message.ExtendedInfo": [{"MessageId": "Update.1.0.TransferFailed"}]}}""", false)).isEqualTo("No image at that address Update.1.0.TransferFailed");
    }

    @Test
    void ofAnAnswerToASecretTheNamesAloneAreTold() throws IOException {
        assertThat(told("""
                {"error": {"message": "hunter2 is too short",
                 "@Message.ExtendedInfo": [{"MessageId": "Base.1.8.PropertyValueError", "Message": "hunter2 is too short"}]}}""", true)).isEqualTo("Base.1.8.PropertyValueError");
    }

    private static String told(String answer, boolean secret) throws IOException {
        return Words.of(JSON.readTree(answer), secret);
    }
}
