package com.fasterxml.jackson.datatype.jsr310;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;

/** In place of Jackson's module for java.time, which Debian lacks: the two types of the client, as ISO 8601. */
public class JavaTimeModule extends SimpleModule {
  public JavaTimeModule() {
    add(OffsetDateTime.class, OffsetDateTime::parse, DateTimeFormatter.ISO_OFFSET_DATE_TIME::format);
    add(LocalDate.class, LocalDate::parse, LocalDate::toString);
  }

  private <T> void add(Class<T> type, Function<String, T> parse, Function<T, String> write) {
    addSerializer(type, new JsonSerializer<T>() {
      @Override
      public void serialize(T value, JsonGenerator to, SerializerProvider provider) throws IOException {
        to.writeString(write.apply(value));
      }
    });
    addDeserializer(type, new JsonDeserializer<T>() {
      @Override
      public T deserialize(JsonParser from, DeserializationContext context) throws IOException {
        return parse.apply(from.getText());
      }
    });
  }
}
