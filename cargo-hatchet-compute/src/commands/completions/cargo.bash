
# Completes `cargo hatchet-compute …` as it is typed: cargo's own completions do not know other subcommands.
_cargo_hatchet_compute_subcommand() {
    local first=1
    while (( first < COMP_CWORD )) && [[ ${COMP_WORDS[first]} == [-+]* ]]; do
        (( first++ ))
    done
    if (( first < COMP_CWORD )) && [[ ${COMP_WORDS[first]} == hatchet-compute ]]; then
        COMP_WORDS=(cargo-hatchet-compute "${COMP_WORDS[@]:first+1}")
        (( COMP_CWORD -= first ))
        _cargo__hatchet__compute cargo-hatchet-compute "$2" "$3"
        return
    fi
    if [[ -z $_cargo_hatchet_compute_next ]]; then
        # cargo's own completions may be loaded only now, and then replace this function.
        { _comp_load cargo || __load_completion cargo || _completion_loader cargo; } >/dev/null 2>&1
        _cargo_hatchet_compute_after
    fi
    [[ -z $_cargo_hatchet_compute_next ]] || "$_cargo_hatchet_compute_next" "$@"
}

# Puts the function above before the one that completes cargo.
_cargo_hatchet_compute_after() {
    local registered
    registered=$(complete -p cargo 2>/dev/null)
    if [[ $registered =~ -F\ ([^ ]+) && ${BASH_REMATCH[1]} != _cargo_hatchet_compute_subcommand ]]; then
        _cargo_hatchet_compute_next=${BASH_REMATCH[1]}
    fi
    complete -o bashdefault -o default -F _cargo_hatchet_compute_subcommand cargo
}

_cargo_hatchet_compute_after
