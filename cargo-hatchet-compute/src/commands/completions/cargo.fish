
# Completes `cargo hatchet-compute …` as it is typed.
function __cargo_hatchet_compute_subcommand
    set -l words (commandline -opc)
    set -l position (contains -i -- hatchet-compute $words); or return
    set -e words[1..$position]
    complete -C "cargo-hatchet-compute $(string escape -- $words | string join ' ') $(commandline -ct)"
end
complete -c cargo -n '__fish_seen_subcommand_from hatchet-compute' -f -a '(__cargo_hatchet_compute_subcommand)'
