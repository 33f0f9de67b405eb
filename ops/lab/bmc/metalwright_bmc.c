/*
 * A module for ipmi_sim (OpenIPMI 2.0.33), which joins the simulated BMC to its machine.
 *
 * What the stock simulator leaves out and this adds:
 *   - Set System Boot Options keeps only the device and loses the valid, persistent and EFI bits.
 *   - Nobody consumes a one-shot override. Here QEMU's RESET events do.
 *   - Set LAN Configuration Parameters is ignored unless the client brackets it with "set in progress", which the
 *     specification leaves to the client and ipmitool does not do.
 *   - Chassis Control answers "ok" to a reset of a machine that is off.
 *   - Cold Reset is unknown (ipmitool says that it was sent all the same). Here the simulator starts anew, and its sessions are gone.
 *
 * Environment: MWR_CHASSIS (program), MWR_STATE and MWR_TARGET (its arguments). Working folder: the machine's.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <OpenIPMI/ipmi_err.h>
#include <OpenIPMI/ipmi_msgbits.h>
#include <OpenIPMI/mcserv.h>
#include <OpenIPMI/serv.h>

#define BMC_ADDRESS 0x20
#define LAN_CHANNEL 1
#define NOT_SUPPORTED_IN_PRESENT_STATE 0xd5
#define PARAMETER_NOT_SUPPORTED 0x80

#define FLAGS_FILE "boot-flags"
#define PID_FILE "qemu.pid"
#define EVENT_SOCKET "events.sock"

/*
 * SeaBIOS answers a warm reset with one more reset of its own, milliseconds later. The boot that follows is the
 * one that was asked for, so the override is kept until no reset has been seen for this long.
 */
#define SECONDS_UNTIL_BOOTED 5

/* ---- the machine's buttons ---- */

static int press(const char *act, int wait_for_it)
{
    char *arguments[] = {getenv("MWR_CHASSIS"), getenv("MWR_STATE"), getenv("MWR_TARGET"), (char *)act, NULL};
    int status;
    pid_t pid = fork();

    if (pid == 0) {
        /* QEMU must not inherit our sockets: it would keep UDP 623 when the BMC is killed. */
        close_range(3, ~0U, 0);
        execv(arguments[0], arguments);
        _exit(127);
    }
    if (pid < 0)
        return errno;
    if (!wait_for_it)
        return 0; /* ipmi_sim reaps it */
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return errno;
    return status == 0 ? 0 : EIO;
}

/* A process is known by pid and start time (field 22 of stat): pids are used again. A zombie is off. */
static int is_on(void)
{
    char path[64], stat[1024], *fields, state;
    int pid;
    unsigned long long remembered, started;
    size_t length;
    FILE *file = fopen(PID_FILE, "re");

    if (!file)
        return 0;
    if (fscanf(file, "%d %llu", &pid, &remembered) != 2)
        pid = 0;
    fclose(file);
    if (!pid)
        return 0;
    snprintf(path, sizeof(path), "/proc/%d/stat", pid);
    file = fopen(path, "re");
    if (!file)
        return 0;
    length = fread(stat, 1, sizeof(stat) - 1, file);
    fclose(file);
    stat[length] = 0;
    fields = strrchr(stat, ')');
    if (!fields || sscanf(fields + 1, " %c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu",
                          &state, &started) != 2)
        return 0;
    return state != 'Z' && state != 'X' && started == remembered;
}

static int chassis_get(lmc_data_t *mc, int op, unsigned char *value, void *data)
{
    *value = op == CHASSIS_CONTROL_POWER && is_on();
    return 0;
}

/* For the simulator's own use, as when its watchdog bites. */
static int chassis_set(lmc_data_t *mc, int op, unsigned char *value, void *data)
{
    switch (op) {
    case CHASSIS_CONTROL_POWER:
        return press(*value ? "on" : "off", 1);
    case CHASSIS_CONTROL_RESET:
        return press("reset", 1);
    case CHASSIS_CONTROL_GRACEFUL_SHUTDOWN:
        return press("soft", 1);
    case CHASSIS_CONTROL_IDENTIFY:
        return 0;
    default:
        return EINVAL;
    }
}

/* IPMI 2.0, 28.3 */
static void chassis_control(lmc_data_t *mc, msg_t *msg, unsigned char *rdata, unsigned int *rdata_len, void *data)
{
    static const char *acts[] = {"off", "on", "cycle", "reset", "nmi", "soft"};
    unsigned int act;

    if (check_msg_length(msg, 1, rdata, rdata_len))
        return;
    act = msg->data[0] & 0xf;
    *rdata_len = 1;
    if (act >= sizeof(acts) / sizeof(acts[0]))
        rdata[0] = IPMI_INVALID_DATA_FIELD_CC;
    else if (act >= 2 && !is_on())
        rdata[0] = NOT_SUPPORTED_IN_PRESENT_STATE;
    else
        /* A cycle pauses; a client that waited would ask again, and cycle twice. */
        rdata[0] = press(acts[act], act != 2) ? IPMI_UNKNOWN_ERR_CC : 0;
}

/* ---- boot options (IPMI 2.0, 28.12 to 28.14) ---- */

#define BOOT_FLAGS 5
#define BOOT_ACKNOWLEDGE 4
#define BOOT_PARAMETERS 7

static const unsigned int lengths[BOOT_PARAMETERS] = {1, 1, 1, 1, 2, 5, 9};
static unsigned char options[BOOT_PARAMETERS][9];
static unsigned char locked[BOOT_PARAMETERS];
static int seconds_since_reset = -1; /* of a reset that may yet consume the flags; -1: none */

/* The file is the truth: the power button consumes the flags too. */
static void read_flags(void)
{
    unsigned char *f = options[BOOT_FLAGS];
    FILE *file = fopen(FLAGS_FILE, "re");

    if (!file)
        return;
    if (fscanf(file, "%hhx %hhx %hhx %hhx %hhx", f, f + 1, f + 2, f + 3, f + 4) != 5)
        fprintf(stderr, "unreadable %s\n", FLAGS_FILE);
    fclose(file);
}

static int write_flags(void)
{
    const unsigned char *f = options[BOOT_FLAGS];
    FILE *file = fopen(FLAGS_FILE ".new", "we");
    int failed;

    if (!file)
        return -1;
    failed = fprintf(file, "%02x %02x %02x %02x %02x\n", f[0], f[1], f[2], f[3], f[4]) < 0;
    failed |= fclose(file) != 0;
    return failed ? -1 : rename(FLAGS_FILE ".new", FLAGS_FILE);
}

static void set_boot_options(lmc_data_t *mc, msg_t *msg, unsigned char *rdata, unsigned int *rdata_len, void *data)
{
    unsigned int parameter;
    unsigned char *option;

    if (check_msg_length(msg, 1, rdata, rdata_len))
        return;
    parameter = msg->data[0] & 0x7f;
    rdata[0] = 0;
    *rdata_len = 1;
    if (parameter >= BOOT_PARAMETERS) {
        rdata[0] = PARAMETER_NOT_SUPPORTED;
        return;
    }
    locked[parameter] = msg->data[0] & 0x80;
    if (msg->len == 1)
        return; /* allowed: only the lock changes */
    if (check_msg_length(msg, 1 + lengths[parameter], rdata, rdata_len))
        return;
    option = options[parameter];
    if (parameter == BOOT_ACKNOWLEDGE) /* a mask says which bits are written, and reads as zero */
        option[1] = (option[1] & ~msg->data[1]) | (msg->data[1] & msg->data[2]);
    else
        memcpy(option, msg->data + 1, lengths[parameter]);
    if (parameter == BOOT_FLAGS) {
        seconds_since_reset = -1; /* these flags are for the next reset, not for the last */
        if (write_flags() || press("boot-order", 1))
            rdata[0] = IPMI_UNKNOWN_ERR_CC;
    }
}

static void get_boot_options(lmc_data_t *mc, msg_t *msg, unsigned char *rdata, unsigned int *rdata_len, void *data)
{
    unsigned int parameter;

    if (check_msg_length(msg, 3, rdata, rdata_len))
        return;
    parameter = msg->data[0] & 0x7f;
    if (parameter >= BOOT_PARAMETERS) {
        rdata[0] = PARAMETER_NOT_SUPPORTED;
        *rdata_len = 1;
        return;
    }
    if (parameter == BOOT_FLAGS)
        read_flags();
    rdata[0] = 0;
    rdata[1] = 1; /* parameter version */
    rdata[2] = parameter | locked[parameter];
    memcpy(rdata + 3, options[parameter], lengths[parameter]);
    *rdata_len = 3 + lengths[parameter];
}

/* ---- resets of the machine, whoever did them ---- */

static int events = -1;
static ipmi_io_t *events_io;
static char line[4096];
static size_t line_length;

static void lose_events(sys_data_t *sys)
{
    sys->remove_io_hnd(events_io);
    close(events);
    events = -1;
    line_length = 0;
}

static void read_events(int fd, void *data)
{
    ssize_t count = read(fd, line + line_length, sizeof(line) - 1 - line_length);
    char *end;

    if (count <= 0) {
        if (count < 0 && (errno == EINTR || errno == EAGAIN))
            return;
        lose_events(data);
        return;
    }
    line_length += count;
    line[line_length] = 0;
    while ((end = memchr(line, '\n', line_length))) {
        *end = 0;
        if (strstr(line, "\"event\": \"RESET\""))
            seconds_since_reset = 0;
        line_length -= end + 1 - line;
        memmove(line, end + 1, line_length);
    }
    if (line_length == sizeof(line) - 1)
        line_length = 0; /* no event of interest is that long */
}

static void find_events(sys_data_t *sys)
{
    static const char hello[] = "{\"execute\": \"qmp_capabilities\"}\n";
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = EVENT_SOCKET};

    events = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (events < 0)
        return;
    if (connect(events, (struct sockaddr *)&address, sizeof(address)) == 0 &&
        send(events, hello, sizeof(hello) - 1, MSG_NOSIGNAL) == sizeof(hello) - 1 &&
        sys->add_io_hnd(sys, events, read_events, sys, &events_io) == 0) {
        sys->io_set_enables(events_io, 1, 0, 0);
        return;
    }
    close(events);
    events = -1;
}

/* ---- a start of the BMC itself ---- */

static int starts_anew;

/* IPMI 2.0, 20.2. Answered first, as the client would ask again. */
static void cold_reset(lmc_data_t *mc, msg_t *msg, unsigned char *rdata, unsigned int *rdata_len, void *data)
{
    starts_anew = 1;
    rdata[0] = 0;
    *rdata_len = 1;
}

/* The same process with the same words, so that whoever started it knows it still. */
static void start_anew(void)
{
    static char words[4096];
    char *arguments[64];
    size_t length, at, count = 0;
    FILE *file = fopen("/proc/self/cmdline", "re");

    if (!file)
        return;
    length = fread(words, 1, sizeof(words) - 1, file);
    fclose(file);
    for (at = 0; at < length && count < 63; at += strlen(words + at) + 1)
        arguments[count++] = words + at;
    arguments[count] = NULL;
    close_range(3, ~0U, 0);
    execv("/proc/self/exe", arguments);
    _exit(127);
}

static void every_second(void *data, unsigned int seconds)
{
    if (starts_anew)
        start_anew();
    if (events < 0)
        find_events(data);
    if (seconds_since_reset >= 0 && ++seconds_since_reset > SECONDS_UNTIL_BOOTED) {
        seconds_since_reset = -1;
        press("booted", 1);
    }
}

/* ---- LAN parameters ---- */

static void (*stock_set_lan)(channel_t *, msg_t *, unsigned char *, unsigned int *);

static void set_progress(channel_t *channel, unsigned char state)
{
    unsigned char data[] = {LAN_CHANNEL, 0, state}, rdata[8];
    unsigned int rdata_len = sizeof(rdata);
    msg_t msg = {.data = data, .len = sizeof(data)};

    stock_set_lan(channel, &msg, rdata, &rdata_len);
}

/* IPMI 2.0, 23.1: a parameter that is set outside of "set in progress" takes effect at once. */
static void set_lan(channel_t *channel, msg_t *msg, unsigned char *rdata, unsigned int *rdata_len)
{
    lanserv_data_t *lan = channel->chan_info;
    int alone = msg->len >= 2 && msg->data[1] != 0 && !lan->lanparm.set_in_progress;

    if (alone)
        set_progress(channel, 1);
    stock_set_lan(channel, msg, rdata, rdata_len);
    if (alone) {
        if (rdata[0] == 0)
            set_progress(channel, 2);
        set_progress(channel, 0);
    }
}

/* ---- the module ---- */

/* Up to OpenIPMI 2.0.33 a handler answers in every emulator of the process; since then in one, which ipmi_sim gives to no module. */
typedef int (*register_in_all)(unsigned char, unsigned char, cmd_handler_f, void *);
typedef int (*register_in_one)(emu_data_t *, unsigned char, unsigned char, cmd_handler_f, void *);
#define REGISTERS_IN_ONE _Generic(&ipmi_emu_register_cmd_handler, register_in_one: 1, default: 0)

/* How ipmi_sim's own data begin, to which sys->info points (lanserv/ipmi_sim.c, struct misc_data). */
struct simulator {
    sys_data_t *sys;
    emu_data_t *emu;
};

static void answer(sys_data_t *sys, unsigned char function, unsigned char command, cmd_handler_f handler)
{
    void (*stock)(void) = (void (*)(void)) ipmi_emu_register_cmd_handler;

    if (REGISTERS_IN_ONE) {
        struct simulator *simulator = sys->info;
        if (!simulator || simulator->sys != sys || !simulator->emu) {
            fprintf(stderr, "this ipmi_sim keeps its emulator elsewhere: no handler can be registered\n");
            exit(1);
        }
        ((register_in_one) stock)(simulator->emu, function, command, handler, NULL);
    } else {
        ((register_in_all) stock)(function, command, handler, NULL);
    }
}

int ipmi_sim_module_print_version(sys_data_t *sys, char *options_text)
{
    printf("Metalwright virtual rack BMC\n");
    return 0;
}

int ipmi_sim_module_init(sys_data_t *sys, char *options_text)
{
    if (!getenv("MWR_CHASSIS") || !getenv("MWR_STATE") || !getenv("MWR_TARGET")) {
        fprintf(stderr, "MWR_CHASSIS, MWR_STATE and MWR_TARGET must be set\n");
        return EINVAL;
    }
    return 0;
}

int ipmi_sim_module_post_init(sys_data_t *sys)
{
    static ipmi_tick_handler_t ticks = {.handler = every_second};
    lmc_data_t *mc = sys->ipmb_addrs[BMC_ADDRESS];
    channel_t *lan = sys->mc_get_channelset(mc)[LAN_CHANNEL];

    read_flags();
    ipmi_mc_set_chassis_control_func(mc, chassis_set, chassis_get, NULL);
    answer(sys, IPMI_CHASSIS_NETFN, IPMI_CHASSIS_CONTROL_CMD, chassis_control);
    answer(sys, IPMI_CHASSIS_NETFN, IPMI_SET_SYSTEM_BOOT_OPTIONS_CMD, set_boot_options);
    answer(sys, IPMI_CHASSIS_NETFN, IPMI_GET_SYSTEM_BOOT_OPTIONS_CMD, get_boot_options);
    answer(sys, IPMI_APP_NETFN, IPMI_COLD_RESET_CMD, cold_reset);
    stock_set_lan = lan->set_lan_parms;
    lan->set_lan_parms = set_lan;
    ticks.info = sys;
    sys->register_tick_handler(&ticks);
    return 0;
}
