package io.metalwright.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Answers what a controller threw. */
@RestControllerAdvice
class ProblemHandler {
    @ExceptionHandler(Exception.class)
    void answer(Exception failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemWriter.write(request, response, Problems.of(failure));
    }

    /** The client went away while it was answered: nobody is left to tell. */
    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void gone() {}
}
