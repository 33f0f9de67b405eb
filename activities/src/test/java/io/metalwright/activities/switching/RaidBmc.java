package io.metalwright.activities.switching;

import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.PowerOnlyBmc;
import io.metalwright.activities.power.VolumeOrder;
import io.metalwright.model.bmc.StorageController;
import io.metalwright.model.bmc.StorageController.Bay;
import io.metalwright.model.hardware.Volume;
import io.metalwright.model.power.PowerState;
import io.metalwright.model.spec.VolumeLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A BMC with a RAID controller of four drives, which does at once what it is told, unless a kind below does otherwise. */
class RaidBmc {
    static final long BYTES = 900_000_000_000L;

    final List<Volume> volumes = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    final List<VolumeLevel> levels = new ArrayList<>();
    /** What it says of its tasks. */
    Optional<String> failure = Optional.empty();
    /** Questions that it does not answer from now on, as BMCs do while their machine starts. */
    int silent;

    /** Says yes, and does nothing. */
    static final class Deaf extends RaidBmc {
        @Override
        void make(Volume volume) {}
    }

    /** Does it while the machine starts. */
    static final class AtRestart extends RaidBmc {
        private final List<Runnable> pending = new ArrayList<>();

        @Override
        boolean isAtRestart() {
            return true;
        }

        @Override
        void make(Volume volume) {
            pending.add(() -> super.make(volume));
        }

        @Override
        void delete(String link) {
            pending.add(() -> super.delete(link));
        }

        void start() {
            pending.forEach(Runnable::run);
            pending.clear();
        }
    }

    /** Tells the drives of no volume. */
    static final class Terse extends RaidBmc {
        @Override
        void make(Volume volume) {
            super.make(new Volume(volume.name(), volume.bytes(), volume.level(), null, volume.link(), List.of()));
        }
    }

    boolean isAtRestart() {
        return false;
    }

    void make(Volume volume) {
        volumes.add(volume);
    }

    void delete(String link) {
        volumes.removeIf(volume -> link.equals(volume.link()));
    }

    PowerOnlyBmc open() {
        return new Open();
    }

    private final class Open extends PowerOnlyBmc {
        @Override
        public PowerState powerState() {
            return PowerState.ON;
        }

        @Override
        public List<StorageController> controllers() {
            if (silent > 0) {
                silent--;
                throw new BmcFailure.Unreachable("no answer");
            }
            var bays = List.of("A", "B", "C", "D").stream()
                    .map(serial -> new Bay("/d/" + serial, "Bay " + serial, serial, null, BYTES, "OK"))
                    .toList();
            return List.of(new StorageController("/s/1", "PERC", levels, bays, volumes, true));
        }

        @Override
        public VolumeOrder makeVolume(String controller, VolumeLevel level, List<String> drives, String name) {
            told.add("make " + level.word() + " of " + String.join(" ", drives));
            RaidBmc.this.make(new Volume(
                    name,
                    BYTES,
                    level.name(),
                    "0x600605b00d9b2d30",
                    "/v/new",
                    drives.stream().map(link -> link.substring(3)).toList()));
            return new VolumeOrder(isAtRestart(), "/t/1");
        }

        @Override
        public VolumeOrder deleteVolume(String volume) {
            told.add("delete " + volume);
            RaidBmc.this.delete(volume);
            return new VolumeOrder(isAtRestart(), null);
        }

        @Override
        public Optional<String> failure(VolumeOrder order) {
            return failure;
        }
    }
}
