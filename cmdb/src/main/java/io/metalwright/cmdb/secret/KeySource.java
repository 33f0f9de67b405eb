package io.metalwright.cmdb.secret;

import java.util.List;

/** Where keys come from. Once it told some, it never fails: what it told last still holds while it is away or wrong. */
interface KeySource {
    /** At least one. Cheap, and asked for each thing that is sealed or opened. */
    List<Key> now();

    /** The same when a key is missed: asks again what is not cheap to ask. */
    List<Key> anew();
}
