# simrun: `make run` shows a first result, `make help` lists the rest.

SCENARIO ?= Scenarios/ukraine-2025.yaml
RESULTS ?= results/$(basename $(notdir $(SCENARIO)))
OPTIONS ?=
FILTER ?=
MINUTES ?=
SEED ?= 1
SWIFT_SOURCES := Package.swift Sources Tests Benchmarks/Intervals .ci/floors
TEST_FILTER = $(if $(FILTER),--filter '$(FILTER)')

# Another build of simrun to compare with.
AGAINST ?=

# Optimized, and without what debuggers read: that would make a build an eighth longer and a program half as
# large again. A trace then has the names of functions, but no lines; DEBUG_INFO=dwarf brings those back.
DEBUG_INFO ?= none
# Metadata of generic types is made by calls. By their names, as is the standard, the runtime looks through all
# conformances for each, and a start takes a sixth longer.
CALLS := -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
OPTIMIZED := -c release -debug-info-format $(DEBUG_INFO) $(CALLS)

# Swift's libraries are part of a release on Linux: it starts in half the time and needs no Swift where
# it runs. Toolchains without the archives link as usual. What prints a trace is looked for beside it.
SWIFT_HOME := $(abspath $(dir $(realpath $(shell command -v swift)))..)
SWIFT_ARCHIVES := $(wildcard $(SWIFT_HOME)/lib/swift_static/linux/libFoundation.a)
# Where all other libraries can be linked into it too, which is tried, nothing is looked for when it starts: that
# halves the time once more.
TRIAL := char EVP_sha256(), EVP_DigestInit_ex(), EVP_DigestUpdate(), EVP_DigestFinal_ex(), gsl_ran_gamma(); \
  int main(void) { return EVP_DigestInit_ex(EVP_sha256(), EVP_DigestUpdate(), EVP_DigestFinal_ex(), gsl_ran_gamma()); }
WHOLE = $(if $(SWIFT_ARCHIVES),$(shell { echo '$(TRIAL)' | "$(SWIFT_HOME)/bin/clang" -w -static -x c - \
  -o /dev/null $$(pkg-config --libs gsl libcrypto) -lstdc++ -lm; } 2>/dev/null && echo yes))
RELEASE = swift build $(OPTIMIZED) $(if $(SWIFT_ARCHIVES),--static-swift-stdlib) $(if $(WHOLE),-Xswiftc -static-executable)
# What is compiled for shared libraries names Foundation, but not the archives that Foundation is made of: one that
# needs others comes before them.
FOUNDATION := $(wildcard $(addprefix $(SWIFT_HOME)/lib/swift_static/linux/,libCoreFoundation.a lib_Foundation*.a))
STATIC_LINK = $(if $(SWIFT_ARCHIVES),$(if $(WHOLE),-static-executable,-static-stdlib) \
  $(patsubst lib%.a,-l%,$(notdir $(FOUNDATION))) $(if $(WHOLE),-lstdc++))

.PHONY: help man reference pages install install-files uninstall package package-of-tests archives run verify fuzz fuzz-coverage floors coverage bench doubling kill-test cluster same build test build-tests check check-threads check-addresses format lint clean setup setup-gnuplot
.DEFAULT_GOAL := help

help:
	@echo "make run      build, run $(SCENARIO), write $(RESULTS)"
	@echo "              (SCENARIO=file RESULTS=folder OPTIONS='-n 20000 --seed 7')"
	@echo "make build    release build"
	@echo "make install  install into PREFIX=$(PREFIX): program, manual page, completions; make uninstall"
	@echo "make package  an archive that runs where there is no Swift"
	@echo "make man      the manual page"
	@echo "make test     all tests (FILTER=name for some)"
	@echo "make check    tests under the thread and the address sanitizer"
	@echo "make floors   which folders use folders below them, after make test"
	@echo "make verify   compare models that have known answers with what they come to"
	@echo "make fuzz     run inputs that are nearly right (MINUTES=1, SEED=1)"
	@echo "make fuzz-coverage  read inputs that reach new parts of the readers (MINUTES=1, SEED=1)"
	@echo "make coverage how often the intervals that are printed hold the truth (REPLICATIONS=2000, SEED=1)"
	@echo "make bench    race the engine against C (PYTHON=one with SALib and ema_workbench: and questions)"
	@echo "make doubling how time and memory grow with the size of a scenario (RUN=1: of one trial)"
	@echo "make kill-test  kill runs and go on from what is left (KILLS=100 CALLS=40 MINUTES=10)"
	@echo "make cluster  studies on Slurm, Snakemake, GNU parallel and batchtools, as far as they are installed (CASES=…)"
	@echo "make same     digests of all shipped results (AGAINST=simrun: what differs from that build's)"
	@echo "make reference  write docs/reference.md; make pages: what commands print, on all pages"
	@echo "make format   rewrite sources in house style; make lint only checks"
	@echo "make clean    remove builds; results stay"

run: build
	@"$$(swift build -c release --show-bin-path)/simrun" run $(SCENARIO) -o $(RESULTS) --force $(OPTIONS)

build: setup
	$(RELEASE) --product simrun
	@$(if $(SWIFT_ARCHIVES),ln -sf "$(SWIFT_HOME)/libexec/swift/linux/swift-backtrace" \
	  "$$(swift build -c release --show-bin-path)/swift-backtrace",true)

# The manual page is made from the help of the commands. The reference is made from the tables of the format;
# a test fails while docs/reference.md is another.
PROGRAM ?= $(shell swift build -c release --show-bin-path 2>/dev/null)/simrun
man: build
	@mkdir -p .build/man && "$(PROGRAM)" manual >.build/man/simrun.1 && echo .build/man/simrun.1

reference: build
	@"$(PROGRAM)" reference >docs/reference.md.new && mv docs/reference.md.new docs/reference.md

# What commands print, on all pages.
pages:
	SIMRUN_REWRITE=1 $(MAKE) --no-print-directory test FILTER=PagesTests

PREFIX ?= /usr/local
DESTDIR ?=
INTO = $(DESTDIR)$(PREFIX)
BASH_COMPLETIONS = $(INTO)/share/bash-completion/completions
ZSH_COMPLETIONS = $(INTO)/share/zsh/site-functions
FISH_COMPLETIONS = $(INTO)/share/fish/vendor_completions.d

install: build install-files
	@echo "installed: $(PREFIX)/bin/simrun; its manual page, completions, documentation and scenarios are in $(PREFIX)/share"

# Of a program that is built already.
install-files:
	@install -d "$(INTO)/bin" "$(INTO)/share/man/man1" "$(BASH_COMPLETIONS)" "$(ZSH_COMPLETIONS)" \
	  "$(FISH_COMPLETIONS)" "$(INTO)/share/doc/simrun" "$(INTO)/share/simrun"
	@install -m 755 "$(PROGRAM)" "$(INTO)/bin/simrun"
	@"$(PROGRAM)" manual >"$(INTO)/share/man/man1/simrun.1"
	@"$(PROGRAM)" --generate-completion-script bash >"$(BASH_COMPLETIONS)/simrun"
	@"$(PROGRAM)" --generate-completion-script zsh >"$(ZSH_COMPLETIONS)/_simrun"
	@"$(PROGRAM)" --generate-completion-script fish >"$(FISH_COMPLETIONS)/simrun.fish"
	@cp -R README.md LICENSE CHANGELOG.md docs "$(INTO)/share/doc/simrun/"
	@cp -R Scenarios Recipes "$(INTO)/share/simrun/"

uninstall:
	@rm -rf "$(INTO)/bin/simrun" "$(INTO)/share/man/man1/simrun.1" "$(BASH_COMPLETIONS)/simrun" \
	  "$(ZSH_COMPLETIONS)/_simrun" "$(FISH_COMPLETIONS)/simrun.fish" "$(INTO)/share/doc/simrun" \
	  "$(INTO)/share/simrun"

# An archive for machines without Swift. GSL and libcrypto are linked into it where their archives are there.
PACKAGES ?= .build/packages
ARCHIVES := PKG_CONFIG_PATH="$(CURDIR)/.build/static:$$PKG_CONFIG_PATH"
package: archives
	$(ARCHIVES) $(RELEASE) --product simrun
	@.ci/package "$$(swift build -c release --show-bin-path)/simrun" "$(PACKAGES)"

archives: setup
	@rm -rf .build/static && mkdir -p .build/static && \
	  for name in gsl libcrypto; do \
	    folder=$$(pkg-config --variable=libdir $$name); \
	    for library in gsl gslcblas crypto; do \
	      if [ -f "$$folder/lib$$library.a" ]; then ln -sf "$$folder/lib$$library.a" .build/static/; fi; \
	    done; \
	    sed 's|^Libs:|Libs: -L$(CURDIR)/.build/static|' \
	      "$$(pkg-config --variable=pcfiledir $$name)/$$name.pc" >.build/static/$$name.pc; \
	  done

verify: build
	@"$$(swift build -c release --show-bin-path)/simrun" verify $(OPTIONS)

# What crashes, hangs for 10 s or takes over 1 GB is saved in fuzz-findings.
fuzz: setup
	@$(RELEASE) --product fuzz && \
	  "$$(swift build -c release --show-bin-path)/fuzz" $(or $(MINUTES),1) $(SEED)

# Led by what of the readers an input reaches; needs what comes with Swift for Linux, no more.
# Each input that leads somewhere new is kept in .build/corpus, so that the next run goes on from it.
COVERAGE := Benchmarks/Coverage
fuzz-coverage: setup
	@swift build -c release --sanitize=fuzzer --package-path $(COVERAGE) && \
	  mkdir -p .build/corpus fuzz-findings && \
	  "$$(swift build -c release --sanitize=fuzzer --package-path $(COVERAGE) --show-bin-path)/coverage" \
	    -max_total_time=$$((60 * $(or $(MINUTES),1))) -seed=$(SEED) -dict=$(COVERAGE)/words.dict \
	    -max_len=4096 -timeout=10 -rss_limit_mb=2048 -artifact_prefix=fuzz-findings/ \
	    -print_final_stats=1 .build/corpus Scenarios

# The table in docs/statistics.md.
REPLICATIONS ?= 2000
coverage: setup
	@$(RELEASE) --product intervals && \
	  "$$(swift build -c release --show-bin-path)/intervals" $(REPLICATIONS) $(SEED)

# Against the same model in C; needs a C compiler.
bench: build
	@Benchmarks/bench.sh "$$(swift build -c release --show-bin-path)/simrun"

doubling: build
	@Benchmarks/doubling.sh "$$(swift build -c release --show-bin-path)/simrun"

same: build
	@Benchmarks/same.sh "$$(swift build -c release --show-bin-path)/simrun" $(AGAINST)

# strace kills at system calls; without it only at random moments.
KILLS ?= 100
CALLS ?= 40
kill-test: build
	@Benchmarks/kill-test.sh "$$(swift build -c release --show-bin-path)/simrun" $(KILLS) $(CALLS) $(or $(MINUTES),10)

# Starts a Slurm of its own on this machine, as root; what is not installed is skipped.
CASES ?=
cluster: build
	@Tests/cluster/run "$(PROGRAM)" $(CASES)

# Optimized, or the tests would take ten times as long. In a folder of its own: objects that tests may
# look into are not those of a release. The index is what `make floors` reads.
BUILD_OF_TESTS := $(OPTIMIZED) -Xswiftc -enable-testing --enable-index-store --scratch-path .build/tests
# The tests of the commands wait for other programs much of their time, and those on Slurm nearly all of it, so the
# others run beside them. Their output comes first.
ON_SLURM := '^simrunTests\.SlurmTests'
RUN_TESTS := swift test $(BUILD_OF_TESTS) --skip-build
# Two 'swift test' that begin at once may each find the build's database locked by the other. Where a bundle of tests
# is a program, it is run without.
ifeq ($(shell uname -s),Linux)
BESIDE = "$$bin/simrunPackageTests.xctest" --testing-library swift-testing
else
BESIDE = $(RUN_TESTS) --ignore-lock
endif
test: build-tests
ifneq ($(FILTER),)
	$(RUN_TESTS) $(TEST_FILTER)
else
	@bin=$$(swift build $(BUILD_OF_TESTS) --show-bin-path); logs=$$(mktemp -d); beside=; \
	  trap '[ -z "$$beside" ] || kill $$beside 2>/dev/null; rm -rf "$$logs"' EXIT; \
	  trap 'exit 130' INT; trap 'exit 143' TERM; \
	  $(BESIDE) --filter $(ON_SLURM) >"$$logs/slurm" 2>&1 & beside=$$!; \
	  $(BESIDE) --filter '^simrunTests\.' --skip $(ON_SLURM) >"$$logs/commands" 2>&1 & \
	  beside="$$beside $$!"; \
	  status=0; $(RUN_TESTS) --ignore-lock --skip '^simrunTests\.' || status=$$?; \
	  for tests in $$beside; do wait $$tests || status=$$?; done; beside=; \
	  cat "$$logs/slurm" "$$logs/commands"; exit $$status
endif

build-tests: setup
	swift build --build-tests $(BUILD_OF_TESTS)

# An archive of the program that the tests call, linked as a release is: a check need not build twice.
PROGRAM_OF_TESTS := .build/static/simrun
package-of-tests: archives
	$(ARCHIVES) swiftc -o $(PROGRAM_OF_TESTS) -module-name simrun \
	  "@$$(swift build $(BUILD_OF_TESTS) --show-bin-path)/simrun.product/Objects.LinkFileList" \
	  -Xlinker --defsym=main=simrun_main -Xlinker --gc-sections \
	  $$($(ARCHIVES) pkg-config --libs gsl libcrypto) $(STATIC_LINK)
	@.ci/package $(PROGRAM_OF_TESTS) .build/tests/packages

# Reads the index that `make test` wrote. `.ci/floors/check --matrix` shows what it found.
floors:
	@.ci/floors/check

check: check-threads check-addresses

# Separate scratch paths: sanitized objects must not mix with the ordinary build.
check-threads: setup
	TSAN_OPTIONS=suppressions=$(CURDIR)/.ci/thread-suppressions \
	  swift test --sanitize=thread --scratch-path .build-tsan $(TEST_FILTER)

# What lives until the program ends is no error, but the leak check would report it. The tests of
# the commands start the program without this option, so they are left out here.
check-addresses: setup
	ASAN_OPTIONS=detect_leaks=0 swift test --sanitize=address --scratch-path .build-asan \
	  --skip simrunTests $(TEST_FILTER)

format:
	swift format -i -r $(SWIFT_SOURCES)

lint:
	swift format lint --strict -r $(SWIFT_SOURCES)

clean:
	rm -rf .build .build-tsan .build-asan $(COVERAGE)/.build

# Swift must be there; GSL, libcrypto and pkg-config are installed when they are missing and can be.
setup:
	@if ! command -v swift >/dev/null 2>&1; then \
	  echo "simrun needs Swift 6.2 or newer: https://www.swift.org/install" >&2; exit 1; \
	fi; \
	if command -v brew >/dev/null 2>&1; then \
	  export PKG_CONFIG_PATH="$$(brew --prefix)/opt/openssl@3/lib/pkgconfig:$${PKG_CONFIG_PATH:-}"; \
	fi; \
	if command -v pkg-config >/dev/null 2>&1 && pkg-config --exists gsl libcrypto; then \
	  $(MAKE) --no-print-directory setup-gnuplot; exit 0; \
	fi; \
	if [ "$$(uname -s)" = Darwin ]; then \
	  echo "simrun needs GSL, OpenSSL and pkg-config: brew install gsl openssl@3 pkgconf" >&2; exit 1; \
	fi; \
	if ! command -v apt-get >/dev/null 2>&1; then \
	  echo "simrun needs the GNU Scientific Library and OpenSSL with their headers, and pkg-config." >&2; \
	  echo "Install them with this system's package manager, then try again." >&2; exit 1; \
	fi; \
	as_root=; \
	if [ "$$(id -u)" != 0 ]; then \
	  if ! command -v sudo >/dev/null 2>&1; then \
	    echo "simrun needs libgsl-dev, libssl-dev and pkg-config, and installing them needs root rights." >&2; \
	    echo "Ask an administrator for: apt-get install libgsl-dev libssl-dev pkg-config" >&2; exit 1; \
	  fi; \
	  as_root=sudo; \
	fi; \
	install="$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends libgsl-dev libssl-dev pkg-config"; \
	echo "installing libgsl-dev, libssl-dev and pkg-config" >&2; \
	$$install || { $$as_root apt-get update && $$install; } || { \
	  echo "libgsl-dev, libssl-dev and pkg-config could not be installed; see the messages above." >&2; exit 1; }; \
	$(MAKE) --no-print-directory setup-gnuplot

# For pictures. Everything else works without it, so nothing fails where it cannot be installed,
# and it is tried once.
setup-gnuplot:
	@if command -v gnuplot >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1 \
	  || [ -e .build/no-gnuplot ]; then exit 0; fi; \
	mkdir -p .build && touch .build/no-gnuplot; \
	as_root=; \
	if [ "$$(id -u)" != 0 ]; then \
	  if ! sudo -n true 2>/dev/null; then \
	    echo "simrun draws pictures with gnuplot: apt-get install gnuplot-nox" >&2; exit 0; \
	  fi; \
	  as_root="sudo -n"; \
	fi; \
	install="$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends gnuplot-nox"; \
	echo "installing gnuplot-nox" >&2; \
	$$install || { $$as_root apt-get update && $$install; } || \
	  echo "gnuplot-nox could not be installed: simrun chart and simrun report draw no pictures" >&2
