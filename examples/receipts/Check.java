import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Checks a receipt without a network: java -cp nimbus-jose-jwt.jar Check.java RECEIPT KEYS (nimbus-jose-jwt). */
public class Check {

    public static void main(String[] args) throws Exception {
        SignedJWT receipt = SignedJWT.parse(Files.readString(Path.of(args[0])).strip());
        var key = JWKSet.parse(Files.readString(Path.of(args[1])))
                .getKeyByKeyId(receipt.getHeader().getKeyID());
        if (key == null
                || !JWSAlgorithm.ES256.equals(receipt.getHeader().getAlgorithm())
                || !"consent-receipt+jwt".equals(receipt.getHeader().getType().getType())
                || !receipt.verify(new ECDSAVerifier(key.toECKey()))) {
            throw new IllegalArgumentException("this is no receipt of theirs");
        }
        Map<String, Object> said = receipt.getJWTClaimsSet().getJSONObjectClaim("receipt");
        System.out.println(receipt.getJWTClaimsSet().getSubject() + " " + said.get("at") + " "
                + JSONArrayUtils.toJSONString((List<?>) said.get("purposes")));
    }
}
