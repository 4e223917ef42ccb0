//! Extended language subtags: a language after the one it belongs to, as in `zh-yue` and `ar-arz`.

/// The subtags of type `extlang` in IANA's registry of 2025-08-25, each with the only language that may stand
/// before it. Any other three letters there are a mistake, often a country: `ar-IRQ`.
const REGISTERED: [(&str, &str); 8] = [
    (
        "ar",
        "aao abh abv acm acq acw acx acy adf aeb aec afb ajp apc apd arb arq ars ary arz auz avl ayh ayl ayn \
         ayp bbz pga shu ssh",
    ),
    ("kok", "gom knn"),
    ("lv", "ltg lvs"),
    (
        "ms",
        "bjn btj bve bvu coa dup hji jak jax kvb kvr kxd lce lcf liw max meo mfa mfb min mqg msi mui orn ors \
         pel pse tmw urk vkk vkt xmm zlm zmi zsm",
    ),
    (
        "sgn",
        "ads aed aen afg ajs ase asf asp asq asw bfi bfk bog bqn bqy bvl bzs cds csc csd cse csf csg csl csn \
         csq csr csx doq dse dsl dsz ecs ehs esl esn eso eth fcs fse fsl fss gds gse gsg gsm gss gus hab haf \
         hds hks hos hps hsh hsl icl iks ils inl ins ise isg isr jcs jhs jks jls jos jsl jus kgi kvk lbs lgs \
         lls lsb lsc lsg lsl lsn lso lsp lst lsv lsw lsy lws mdl mfs mre msd msr mzc mzg mzy nbs ncs nsi nsl \
         nsp nsr nzs okl pgz pks prl prz psc psd psg psl pso psp psr pys rib rms rnb rsi rsl rsm rsn sdl sfb \
         sfs sgg sgx slf sls sqk sqs sqx ssp ssr svk swl syy szs tse tsm tsq tss tsy tza ugn ugy ukl uks vgt \
         vsi vsl vsv wbs xki xml xms yds ygs yhs ysl ysm zib zsl",
    ),
    ("sw", "swc swh"),
    ("uz", "uzn uzs"),
    ("zh", "cdo cjy cmn cnp cpx csp czh czo gan hak hnm hsn luh lzh mnp nan sjc wuu yue"),
];

/// Whether the first may be followed by the second in a tag.
pub(super) fn is_registered(language: &str, second: &str) -> bool {
    let row = REGISTERED.iter().find(|(prefix, _)| prefix.eq_ignore_ascii_case(language));
    row.is_some_and(|(_, known)| known.split(' ').any(|known| known.eq_ignore_ascii_case(second)))
}
