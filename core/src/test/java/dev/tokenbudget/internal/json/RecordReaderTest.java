package dev.tokenbudget.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {

    private static final Report FULL = new Report(
            "ä \"quoted\"\n",
            Size.LARGE,
            1,
            1L << 40,
            0.1,
            true,
            new BigDecimal("1E+3"),
            new BigInteger("99999999999999999999"),
            Map.of("a", List.of(1.5, 2.0)),
            List.of(new Part("x", List.of("one"))),
            List.of());

    @Test
    void writesWhatDataBindingWrites() throws Exception {
        assertThat(RecordWriter.write(Optional.empty(), FULL)).isEqualTo(DataBinding.MAPPER.writeValueAsString(FULL));
        assertThat(RecordWriter.write(Optional.of(JsonText.PRETTY), FULL))
                .isEqualTo(DataBinding.MAPPER.writer(JsonText.PRETTY).writeValueAsString(FULL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'named':'a','size':'LARGE','count':1,'parts':[]}",
                "{'former':'a','size':'SMALL','count':1,'long':3,'fraction':2,'exact':7,'parts':[{'id':'p','tags':'one'}]}",
                "{'named':'a','size':'SMALL','count':1,'parts':[{'id':'p'}],'byName':{'x':[1,2.5]},'whole':12345678901234567890}"
            })
    void readsWhatDataBindingReads(String text) throws Exception {
        String json = text.replace('\'', '"');
        assertThat(read(json)).isEqualTo(DataBinding.MAPPER.readValue(json, Read.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'named':'a','size':'LARGE','parts':[]}",
                "{'named':null,'size':'LARGE','count':1,'parts':[]}",
                "{'named':'a','size':'LARGE','count':1,'parts':[null]}",
                "{'named':'a','size':'HUGE','count':1,'parts':[]}",
                "{'named':'a','size':'LARGE','count':1.0,'parts':[]}",
                "{'named':'a','size':'LARGE','count':99999999999,'parts':[]}",
                "{'named':1,'size':'LARGE','count':1,'parts':[]}",
                "{'named':'a','former':'b','size':'LARGE','count':1,'parts':[]}",
                "{'named':'a','size':'LARGE','count':1,'parts':{}}",
                "{'named':'a','size':'LARGE','count':1,'parts':[],'other':1}",
                "{'named':'a','size':'LARGE','count':1,'parts':[]} {}",
                "{'named':'a','size':'LARGE','count':1,'parts':["
            })
    void leavesEverythingElseToDataBinding(String text) {
        assertThatExceptionOfType(UnexpectedJsonException.class).isThrownBy(() -> read(text.replace('\'', '"')));
    }

    @Test
    void leavesRecordsToDataBindingThatAreAnnotatedInOtherWays() {
        assertThatExceptionOfType(UnexpectedJsonException.class)
                .isThrownBy(() -> RecordWriter.write(Optional.empty(), new Begun("a")));
    }

    private static Read read(String json) throws Exception {
        return new RecordReader(JsonText.FACTORY.createParser(json)).document(Read.class);
    }

    enum Size {
        SMALL,
        LARGE
    }

    record Part(
            @JsonProperty(required = true) String id,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @Nullable
            List<String> tags) {}

    record Read(
            @JsonProperty(value = "named", required = true) @JsonAlias("former")
            String name,

            @JsonProperty(required = true) Size size,
            int count,
            @JsonProperty("long") @Nullable Long length,
            @Nullable Double fraction,
            @Nullable BigDecimal exact,
            @Nullable BigInteger whole,
            @Nullable Map<String, List<Double>> byName,
            @JsonProperty(required = true) List<Part> parts) {}

    record Report(
            @JsonProperty("named") String name,
            Size size,
            int count,
            long length,
            double fraction,
            boolean isWhole,
            BigDecimal exact,
            BigInteger whole,
            Map<String, List<Double>> byName,
            List<Part> parts,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> left) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
    interface Event {}

    record Begun(String task) implements Event {}
}
