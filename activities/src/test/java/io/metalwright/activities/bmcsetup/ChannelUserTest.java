package io.metalwright.activities.bmcsetup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChannelUserTest {
    @Test
    void namesMayHoldCommasAndFreePlacesHaveNone() {
        assertThat(ChannelUser.parse("""
                        1,,true,false,false,USER
                        2,root,true,true,true,ADMINISTRATOR
                        3,a,b,true,false,true,OPERATOR
                        4,(Empty User),true,false,false,NO ACCESS
                        Get User Name command failed (user 5)
                        """))
                .containsExactly(
                        new ChannelUser(1, "", false, "USER"),
                        new ChannelUser(2, "root", true, "ADMINISTRATOR"),
                        new ChannelUser(3, "a,b", true, "OPERATOR"),
                        new ChannelUser(4, "", false, "NO ACCESS"));
    }
}
